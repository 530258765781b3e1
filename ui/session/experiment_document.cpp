#include "ui/session/experiment_document.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>
#include <algorithm>
#include <utility>

#include "engine/error.h"
#include "engine/experiment/fields.h"
#include "engine/runs/run_folder.h"
#include "ui/session/key_edit.h"

namespace layerlab {

namespace {

constexpr qint64 merge_within_ms = 1500;
constexpr int edit_command_id = 1;

bool isGesture(const QString& merge_key) { return merge_key.startsWith(QLatin1String("drag ")); }

// The nearest stage there is, from 0.
int nearestStage(const Experiment& experiment, int stage) {
    return std::clamp(stage, 0, std::max(0, static_cast<int>(experiment.stages.size()) - 1));
}

QString lastPartOf(const std::string& path) {
    const std::size_t dot = path.rfind('.');
    return QString::fromStdString(dot == std::string::npos ? path : path.substr(dot + 1)).replace('_', ' ');
}

}  // namespace

// Holds the whole value before and after: values are small, and no edit needs an inverse of its own.
class EditCommand : public QUndoCommand {
public:
    EditCommand(ExperimentDocument& document, const QString& text, QString mergeKey, ExperimentDocument::State after)
        : QUndoCommand(text),
          m_document(document),
          m_merge_key(std::move(mergeKey)),
          m_before(document.m_state),
          m_after(std::move(after)),
          m_time(QDateTime::currentMSecsSinceEpoch()) {}

    void redo() override { m_document.assign(m_after); }
    void undo() override { m_document.assign(m_before); }
    int id() const override { return m_merge_key.isEmpty() ? -1 : edit_command_id; }

    bool mergeWith(const QUndoCommand* other) override {
        const auto* later = static_cast<const EditCommand*>(other);  // the same id: the same class
        if (later->m_merge_key != m_merge_key) return false;
        if (!isGesture(m_merge_key) && later->m_time - m_time > merge_within_ms) return false;
        m_after = later->m_after;
        m_time = later->m_time;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    ExperimentDocument& m_document;
    QString m_merge_key;
    ExperimentDocument::State m_before, m_after;
    qint64 m_time;
};

ExperimentDocument::ExperimentDocument(QObject* parent) : QObject(parent) {
    m_problems = validate(m_state.experiment);
    connect(&m_stack, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
}

TaskSize ExperimentDocument::taskSize() const { return expectedTaskSize(m_state.experiment.task); }

QString ExperimentDocument::yaml() const {
    return m_state.text.isEmpty() ? QString::fromStdString(writeExperiment(m_state.experiment)) : m_state.text;
}

void ExperimentDocument::edit(const QString& text, const QString& mergeKey, const std::function<void(Experiment&)>& change) {
    State after{m_state.experiment, {}};
    change(after.experiment);
    if (after.experiment == m_state.experiment) return;
    push(text, mergeKey, std::move(after));
}

std::vector<Problem> ExperimentDocument::setYaml(const QString& yaml) {
    ReadResult result = readExperiment(yaml.toStdString(), baseFolder());
    if (!result.ok()) return result.problems;
    State after{std::move(result.experiment), yaml};
    if (!(after == m_state) && yaml != this->yaml()) push(tr("edit YAML"), QStringLiteral("yaml"), std::move(after));
    return result.problems;
}

QString ExperimentDocument::setPath(const std::string& path, const std::vector<std::string>& texts) {
    State after{m_state.experiment, {}};
    const std::string wrong = setKey(after.experiment, path, texts);
    if (!wrong.empty()) return QString::fromStdString(wrong);
    if (!(after.experiment == m_state.experiment))
        push(tr("change %1").arg(lastPartOf(path)), QString::fromStdString(path), std::move(after));
    return {};
}

void ExperimentDocument::push(const QString& text, const QString& mergeKey, State after) {
    m_stack.push(new EditCommand(*this, text, mergeKey, std::move(after)));
}

void ExperimentDocument::assign(const State& state) {
    m_state = state;
    m_problems = validate(m_state.experiment);
    const int shown = nearestStage(m_state.experiment, m_shown_stage);
    const bool moved = shown != m_shown_stage;
    m_shown_stage = shown;
    Q_EMIT changed();
    Q_EMIT problemsChanged();
    if (moved) Q_EMIT shownStageChanged();
}

void ExperimentDocument::showStage(int stage) {
    stage = nearestStage(m_state.experiment, stage);
    if (stage == m_shown_stage) return;
    m_shown_stage = stage;
    Q_EMIT shownStageChanged();
}

namespace {

QString sentence(const Problem& problem) {
    if (problem.path.empty()) return QString::fromStdString(problem.message);
    return ExperimentDocument::tr("%1: %2").arg(QString::fromStdString(problem.path), QString::fromStdString(problem.message));
}

bool isOfSweep(const Problem& problem) { return problem.path.substr(0, problem.path.find_first_of(".[")) == "sweep"; }

}  // namespace

QString ExperimentDocument::firstError() const {
    for (const Problem& problem : m_problems)
        if (!problem.warning) return sentence(problem);
    return {};
}

QString ExperimentDocument::trainingError() const {
    for (const Problem& problem : m_problems)
        if (!problem.warning && !isOfSweep(problem)) return sentence(problem);
    return {};
}

QString ExperimentDocument::problemAt(const std::string& path) const {
    for (const Problem& problem : m_problems) {
        if (problem.warning || !problem.path.starts_with(path)) continue;
        const bool inside = problem.path.size() == path.size() || problem.path[path.size()] == '.' || problem.path[path.size()] == '[';
        if (inside) return QString::fromStdString(problem.message);
    }
    return {};
}

QString ExperimentDocument::displayName() const {
    if (!m_path.isEmpty()) return QFileInfo(m_path).fileName();
    return QString::fromStdString(m_state.experiment.name) + QStringLiteral(".yaml");
}

bool ExperimentDocument::isModified() const { return !m_stack.isClean(); }

std::string ExperimentDocument::baseFolder() const {
    return m_path.isEmpty() ? std::string() : QFileInfo(m_path).absolutePath().toStdString();
}

QString ExperimentDocument::read(const QByteArray& content, const QString& file, State& state) const {
    try {
        ReadResult result = readExperiment(content.toStdString(), QFileInfo(file).absolutePath().toStdString());
        if (result.ok()) {
            state = {std::move(result.experiment), QString::fromUtf8(content)};
            return {};
        }
        QStringList lines;
        for (const Problem& problem : result.problems)
            if (!problem.warning) lines << QString::fromStdString(toText(problem, file.toStdString()));
        return lines.join('\n');
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
}

QString ExperimentDocument::open(const QString& path) {
    const QString absolute = QFileInfo(path).absoluteFilePath();
    std::string yaml;
    if (const auto problem = readExperimentText(absolute.toStdString(), yaml))
        return QString::fromStdString(toText(*problem, absolute.toStdString()));
    const QByteArray content = QByteArray::fromStdString(yaml);
    State state;
    if (const QString wrong = read(content, absolute, state); !wrong.isEmpty()) return wrong;
    m_on_disk = content;
    start(std::move(state), absolute);
    return {};
}

QString ExperimentDocument::revert() {
    QFile file(m_path);
    if (m_path.isEmpty() || !file.open(QIODevice::ReadOnly))
        return tr("%1 cannot be read: %2.").arg(QDir::toNativeSeparators(m_path), file.errorString());
    const QByteArray content = file.readAll();
    State state;
    if (const QString wrong = read(content, m_path, state); !wrong.isEmpty()) return wrong;
    m_on_disk = content;
    if (!(state == m_state)) push(tr("revert to saved"), {}, std::move(state));
    m_stack.setClean();
    return {};
}

QString ExperimentDocument::restore(const QString& yaml, const QString& path) {
    State state;
    const QString file = path.isEmpty() ? QStringLiteral("experiment.yaml") : path;
    if (const QString wrong = read(yaml.toUtf8(), file, state); !wrong.isEmpty()) return wrong;
    // Over what is saved, so that it counts as edited and Undo leads to the saved one.
    if (path.isEmpty() || !open(path).isEmpty()) start({Experiment(), {}}, path);
    push(tr("edits of the last session"), {}, std::move(state));
    return {};
}

QString ExperimentDocument::save() { return saveAs(m_path); }

QString ExperimentDocument::saveAs(const QString& path) {
    if (path.isEmpty()) return tr("Choose a file name first.");
    const QFileInfo info(path);
    // A link stays a link: what it points to is written.
    const QString target = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    const QByteArray content = yaml().toUtf8();
    // Text written from the value has lost the comments of a file that had them: the person keeps their version.
    if (m_state.text.isEmpty() && m_on_disk.contains('#') && path == m_path) {
        const QString backup = target + '~';
        QFile::remove(backup);
        if (!QFile::copy(target, backup))
            return tr("%1 was not saved: its comments would be lost, and the copy %2 cannot be written.")
                .arg(QDir::toNativeSeparators(target), QDir::toNativeSeparators(backup));
    }
    try {
        writeFileAtomically(target.toStdString(), content.toStdString());
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    m_on_disk = content;
    const QString absolute = info.absoluteFilePath();
    const bool moved = absolute != m_path;
    m_path = absolute;
    m_stack.setClean();
    if (moved) Q_EMIT fileChanged();
    return {};
}

bool ExperimentDocument::changedOnDisk() const {
    if (m_path.isEmpty()) return false;
    QFile file(m_path);
    return file.open(QIODevice::ReadOnly) && file.readAll() != m_on_disk;
}

void ExperimentDocument::newFrom(const Experiment& experiment) {
    m_on_disk.clear();
    start({experiment, {}}, {});
}

void ExperimentDocument::start(State state, const QString& path) {
    m_path = path;
    m_stack.clear();
    const bool moved = std::exchange(m_shown_stage, 0) != 0;
    assign(state);
    if (moved) Q_EMIT shownStageChanged();
    Q_EMIT fileChanged();
    Q_EMIT modifiedChanged(false);
}

}  // namespace layerlab
