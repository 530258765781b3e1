#include "ui/session/run_models.h"

#include <QMetaObject>
#include <exception>

#include "engine/experiment/blueprint.h"
#include "engine/runs/run_folder.h"

namespace layerlab {

void RunModels::ask(const QString& folder) {
    if (folder == m_folder && m_model) {
        m_wanted = folder;
        Q_EMIT read(folder, m_model);
        return;
    }
    if (folder == m_wanted && folder != m_folder) return;  // on its way
    m_wanted = folder;
    m_folder.clear();
    m_worker.post([this, folder] {
        std::optional<Model> model;
        try {
            model = blueprintOf(readRunExperiment(folder.toStdString())).measured().model;
        } catch (const std::exception&) {
            // A folder that is half typed, or away: validation and training say so where it matters.
        }
        QMetaObject::invokeMethod(
            this, [this, folder, model] { take(folder, model); }, Qt::QueuedConnection);
    });
}

void RunModels::take(const QString& folder, const std::optional<Model>& model) {
    if (folder != m_wanted) return;
    m_folder = folder;
    m_model = model;
    Q_EMIT read(folder, model);
}

}  // namespace layerlab
