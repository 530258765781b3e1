#include "ui/inspector/origin_rows.h"

#include <QDir>
#include <QFileInfo>
#include <QVBoxLayout>

#include "engine/experiment/fields.h"
#include "ui/inspector/choice_editor.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/field_row.h"
#include "ui/inspector/number_editor.h"
#include "ui/inspector/path_editor.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

namespace {

const auto run_word = QStringLiteral("run");

QString wordOf(Origin::Kind kind) {
    return kind == Origin::Kind::Scratch    ? QStringLiteral("scratch")
           : kind == Origin::Kind::Previous ? QStringLiteral("previous")
                                            : run_word;
}

// As the file writes it, in double quotes, where every character can stand.
std::string textOf(const Origin& origin) {
    if (origin.kind != Origin::Kind::Run) return wordOf(origin.kind).toStdString();
    std::string quoted;
    for (const char c : origin.run) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return "{run: \"" + quoted + "\"" + (origin.weights == Origin::Weights::Final ? ", weights: final" : "") +
           (origin.stage > 0 ? ", stage: " + std::to_string(origin.stage) : "") + "}";
}

}  // namespace

OriginRows::OriginRows(ExperimentDocument& document, const QString& label, const std::string& path, bool scratch, QWidget* parent)
    : QWidget(parent), m_document(document), m_label(label), m_path(path) {
    auto* kind = new ChoiceEditor;
    if (scratch) kind->addChoice(QStringLiteral("scratch"), choiceLabel(QStringLiteral("from"), QStringLiteral("scratch")));
    for (const QString& word : {QStringLiteral("previous"), run_word}) kind->addChoice(word, choiceLabel(QStringLiteral("from"), word));
    auto* weights = new ChoiceEditor;
    for (const QString& word : {QStringLiteral("best"), QStringLiteral("final")})
        weights->addChoice(word, choiceLabel(QStringLiteral("from.weights"), word));

    m_kind = new FieldRow(document, label,
                          {path,
                           [this](const Experiment& shown) { return wantsRun(shown) ? run_word : wordOf(origin(shown).kind); },
                           [this](ExperimentDocument&, const QString& word) { return storeKind(word); },
                           {}},
                          kind);
    m_folder = new FieldRow(document, tr("Folder"),
                            {path + ".run", [this](const Experiment& shown) { return QString::fromStdString(origin(shown).run); },
                             [this](ExperimentDocument&, const QString& typed) { return storeFolder(typed); },
                             [this](const ExperimentDocument&) { return m_choosing ? tr("Choose the folder of a run.") : QString(); }},
                            new PathEditor(PathEditor::Kind::Folder, tr("Folder of a run")), true);
    m_folder->setHelp(tr("The folder of a past run, which has its experiment.yaml."));
    m_weights = new FieldRow(document, tr("Weights"),
                             {path + ".weights",
                              [this](const Experiment& shown) {
                                  return origin(shown).weights == Origin::Weights::Best ? QStringLiteral("best") : QStringLiteral("final");
                              },
                              [this](ExperimentDocument&, const QString& word) {
                                  Origin wanted = origin(shownStage(m_document));
                                  wanted.weights = word == QLatin1String("best") ? Origin::Weights::Best : Origin::Weights::Final;
                                  return wanted.kind == Origin::Kind::Run ? store(wanted) : QString();
                              },
                              [](const ExperimentDocument&) { return QString(); }},
                             weights);
    m_stage = new FieldRow(document, tr("Its stage"),
                           {path + ".stage",
                            [this](const Experiment& shown) {
                                const int stage = origin(shown).stage;
                                return stage > 0 ? QString::number(stage) : QString();
                            },
                            [this](ExperimentDocument&, const QString& typed) {
                                Origin wanted = origin(shownStage(m_document));
                                bool number = true;
                                wanted.stage = typed.isEmpty() ? 0 : typed.toInt(&number);
                                if (!number || wanted.stage < 0) return tr("Type the number of a stage, or nothing for the last.");
                                return wanted.kind == Origin::Kind::Run ? store(wanted) : QString();
                            },
                            [](const ExperimentDocument&) { return QString(); }},
                           new NumberEditor(NumberEditor::Kind::Words));
    m_stage->setHelp(tr("Of a run with several stages, counted from 1: what it left to the next one. Empty: the last stage."));
    m_weights->setHelp(tr("Best: those that did best on validation data. Final: the last ones."));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(5);
    for (FieldRow* row : {m_kind, m_folder, m_weights, m_stage}) column->addWidget(row);
    connect(&document, &ExperimentDocument::changed, this, &OriginRows::follow);
    connect(&document, &ExperimentDocument::shownStageChanged, this, &OriginRows::forget);
    connect(&document, &ExperimentDocument::fileChanged, this, [this] {
        m_last = {};
        forget();
    });
    showRows();
}

QString OriginRows::missing() const {
    const bool used = m_path == "from" || shownStage(m_document).techniques.distillation;
    return m_choosing && used ? tr("%1: choose the folder of a run, or another entry.").arg(m_label) : QString();
}

Origin OriginRows::origin(const Experiment& shown) const {
    if (m_path == "from") return shown.from;
    return shown.techniques.distillation ? shown.techniques.distillation->teacher : Origin{Origin::Kind::Previous, {}, {}};
}

bool OriginRows::wantsRun(const Experiment& shown) const { return m_choosing || origin(shown).kind == Origin::Kind::Run; }

QString OriginRows::store(const Origin& origin) { return setShown(m_document, m_path, {textOf(origin)}); }

QString OriginRows::storeKind(const QString& word) {
    const Origin now = origin(shownStage(m_document));
    if (now.kind == Origin::Kind::Run) m_last = now;
    // Without a folder a past run is nothing that a file could say; the folder's row asks for it.
    m_choosing = word == run_word && now.kind != Origin::Kind::Run && m_last.run.empty();
    m_seen = now;
    QString wrong;
    if (word != run_word) wrong = store({word == QLatin1String("scratch") ? Origin::Kind::Scratch : Origin::Kind::Previous, {}, {}});
    else if (now.kind != Origin::Kind::Run && !m_choosing) wrong = store(m_last);
    showRows();
    m_folder->reload();
    if (m_choosing) m_folder->editor()->control()->setFocus(Qt::OtherFocusReason);
    return wrong;
}

QString OriginRows::storeFolder(const QString& typed) {
    if (typed.isEmpty()) return tr("Choose the folder of a run.");
    // Relative paths of a file are relative to the file.
    const QString base = m_document.path().isEmpty() ? QDir::currentPath() : QFileInfo(m_document.path()).absolutePath();
    const QString folder = QDir::cleanPath(QDir(base).absoluteFilePath(typed));
    if (!QFileInfo(folder).isDir()) return tr("There is no folder %1.").arg(QDir::toNativeSeparators(folder));
    if (!QFileInfo::exists(folder + QStringLiteral("/experiment.yaml")))
        return tr("%1 is no folder of a run: it has no experiment.yaml.").arg(QDir::toNativeSeparators(folder));
    Origin wanted = origin(shownStage(m_document));
    if (wanted.kind != Origin::Kind::Run) wanted = {Origin::Kind::Run, {}, {}};
    if (wanted.run != folder.toStdString()) wanted.stage = 0;  // of another run
    wanted.run = folder.toStdString();
    m_choosing = false;
    return store(wanted);
}

// Another file, or another stage: what was being chosen was of the one before.
void OriginRows::forget() {
    m_choosing = false;
    showRows();
    for (FieldRow* row : {m_kind, m_folder, m_weights, m_stage}) row->reload();
}

void OriginRows::follow() {
    // Undone, or typed as YAML: that is what holds now.
    if (m_choosing && !(origin(shownStage(m_document)) == m_seen)) forget();
    else showRows();
}

void OriginRows::showRows() {
    const Experiment shown = shownStage(m_document);
    m_folder->setVisible(wantsRun(shown));
    m_weights->setVisible(origin(shown).kind == Origin::Kind::Run);
    m_stage->setVisible(origin(shown).kind == Origin::Kind::Run);
}

}  // namespace layerlab
