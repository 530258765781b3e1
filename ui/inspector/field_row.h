// One row of the inspector: label, editor, and under them in red what is wrong. It binds an editor to a key of the
// document; the key's help is its tooltip.
#pragma once

#include <QString>
#include <QWidget>
#include <functional>
#include <string>

#include "engine/experiment/experiment.h"

class QLabel;

namespace layerlab {

class ExperimentDocument;
class FieldEditor;
class FieldSweep;

// How a row reads and writes the experiment, the shown stage's keys where a short experiment has them (shownStage()). `path`
// also finds its help and its problems.
struct Binding {
    std::string path;
    std::function<QString(const Experiment&)> load;
    std::function<QString(ExperimentDocument&, const QString& text)> store;  // what is wrong, or nothing
    std::function<QString(const ExperimentDocument&)> problem;               // unset: the document's at `path`
};
// The key itself, word for word.
Binding bindKey(const std::string& path);

class FieldRow : public QWidget {
    Q_OBJECT

public:
    // wide: the editor gets the room that the label leaves (sliders, paths).
    FieldRow(ExperimentDocument& document, const QString& label, Binding binding, FieldEditor* editor, bool wide = false,
             QWidget* parent = nullptr);

    FieldEditor* editor() { return m_editor; }
    QLabel* label() { return m_label; }
    const std::string& path() const { return m_binding.path; }  // as a short experiment has it
    // Shows what the document says, and its complaints.
    void refresh();
    // The same for a binding that now reads another place: what was refused there is forgotten.
    void reload();
    // In place of the key's help.
    void setHelp(const QString& help);
    // Why the field cannot be used now; empty: it can.
    void setUnavailable(const QString& reason);
    const QString& unavailable() const { return m_unavailable; }
    bool isWrong() const;

Q_SIGNALS:
    void markedWrong();

private:
    QString load() const;
    void showHelp();
    void commit(const QString& text);
    void complain(const QString& message);

    ExperimentDocument& m_document;
    Binding m_binding;
    FieldEditor* m_editor;
    QLabel* m_label;
    QLabel* m_complaint;
    FieldSweep* m_sweep;
    QString m_loaded;  // the value in force
    QString m_help;
    QString m_unavailable;
    QString m_refused;  // why what was typed is not in force
};

// A tooltip that teaches: what the key means, what is allowed, its default and its name in the file.
QString helpText(const std::string& path);

}  // namespace layerlab
