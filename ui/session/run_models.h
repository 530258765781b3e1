// The models that past runs left, for what the window draws of them: read once each, on a thread of its own, because a run may
// lie on a slow disk.
#pragma once

#include <QObject>
#include <QString>
#include <optional>

#include "engine/experiment/experiment.h"
#include "ui/session/background_worker.h"

namespace layerlab {

class RunModels : public QObject {
    Q_OBJECT

public:
    explicit RunModels(QObject* parent = nullptr) : QObject(parent) {}

    // Answered by read(), at once where the run was read before.
    void ask(const QString& folder);

Q_SIGNALS:
    // The stack that is measured, once the last stage is over; nothing where the folder holds no run that can be read.
    void read(const QString& folder, const std::optional<Model>& model);

private:
    void take(const QString& folder, const std::optional<Model>& model);

    QString m_wanted;  // the newest question: older ones are not answered
    QString m_folder;  // the newest answer, kept while it is good
    std::optional<Model> m_model;
    BackgroundWorker m_worker;  // last: ends before what it reports to
};

}  // namespace layerlab
