// The rows of a key that says where weights come from: which kind of place, and of a past run its folder and which of its
// weights. The file has all of it in one value.
#pragma once

#include <QWidget>
#include <string>

#include "engine/experiment/experiment.h"

namespace layerlab {

class ExperimentDocument;
class FieldRow;

class OriginRows : public QWidget {
    Q_OBJECT

public:
    // path: "from" or "techniques.distillation.teacher". Its control has that name; those of folder and weights have ".run" and
    // ".weights" behind it.
    OriginRows(ExperimentDocument& document, const QString& label, const std::string& path, bool scratch, QWidget* parent = nullptr);

    // What keeps the experiment from being what the rows say: a past run without a folder. Or nothing.
    QString missing() const;

private:
    Origin origin(const Experiment& shown) const;
    bool wantsRun(const Experiment& shown) const;
    QString store(const Origin& origin);
    QString storeKind(const QString& word);
    QString storeFolder(const QString& typed);
    void forget();
    void follow();
    void showRows();

    ExperimentDocument& m_document;
    QString m_label;
    std::string m_path;
    bool m_choosing = false;  // a past run was chosen, its folder not yet
    Origin m_seen;            // what the document said then
    Origin m_last;            // the past run that was named before
    FieldRow *m_kind, *m_folder, *m_weights, *m_stage;
};

}  // namespace layerlab
