#include "ui/inspector/field_row.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>

#include "engine/experiment/fields.h"
#include "ui/engine_text.h"
#include "ui/inspector/choice_labels.h"
#include "ui/inspector/field_editor.h"
#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"
#include "ui/sweep/field_sweep.h"

namespace layerlab {

Binding bindKey(const std::string& path) {
    return {path,
            [path](const Experiment& experiment) { return QString::fromStdString(getValue(experiment, path).value_or(std::string())); },
            [path](ExperimentDocument& document, const QString& text) { return setShown(document, path, {text.toStdString()}); },
            {}};
}

namespace {

// The default as the window says it.
QString fallbackText(const KeyHelp& key) {
    const QString plain = QString::fromStdString(key.fallback);
    if (key.kind == ValueKind::Boolean) return plain == QLatin1String("true") ? FieldRow::tr("on") : FieldRow::tr("off");
    return key.kind == ValueKind::Choice ? choiceLabel(QString::fromStdString(key.path), plain) : plain;
}

}  // namespace

QString helpText(const std::string& path) {
    const KeyHelp* key = keyHelp(path);
    if (!key) return {};
    const auto said = [](const std::string& text) { return engineText(text).toHtmlEscaped(); };
    QStringList facts;
    if (!key->range.empty())
        facts << QString::fromStdString(key->range).toHtmlEscaped() + (key->unit.empty() ? QString() : ' ' + said(key->unit));
    if (!key->fallback.empty()) facts << FieldRow::tr("default %1").arg(fallbackText(*key).toHtmlEscaped());
    QString text = QStringLiteral("<p style='white-space:normal'>%1</p>").arg(said(key->help));
    if (!facts.isEmpty()) text += QStringLiteral("<p>%1</p>").arg(facts.join(QStringLiteral(" · ")));
    return text + QStringLiteral("<p><code>%1</code></p>").arg(QString::fromStdString(path).toHtmlEscaped());
}

FieldRow::FieldRow(ExperimentDocument& document, const QString& label, Binding binding, FieldEditor* editor, bool wide, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_binding(std::move(binding)),
      m_editor(editor),
      m_label(new QLabel(label, this)),
      m_complaint(new QLabel(this)),
      m_sweep(nullptr) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    auto* labelled = new QHBoxLayout;
    labelled->setSpacing(5);
    labelled->addWidget(m_label);
    grid->addLayout(labelled, 0, 0);
    grid->addWidget(m_editor, 0, 1);
    grid->addWidget(m_complaint, 1, 0, 1, 2);
    // Labels of a section line up their editors at the right edge; wide editors begin at a common column.
    grid->setColumnStretch(0, wide ? 2 : 1);
    grid->setColumnStretch(1, wide ? 5 : 1);
    m_label->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000000000")));
    m_complaint->setWordWrap(true);
    m_complaint->setObjectName(QStringLiteral("error"));
    m_complaint->hide();

    setHelp(helpText(m_binding.path));
    m_editor->control()->setAccessibleName(label);
    for (QWidget* part : m_editor->findChildren<QWidget*>())  // a slider beside its number is the same field
        if (part->focusPolicy() != Qt::NoFocus && part->accessibleName().isEmpty()) part->setAccessibleName(label);
    m_editor->control()->setObjectName(QString::fromStdString(m_binding.path));
    m_editor->setFocusProxy(m_editor->control());
    m_label->setBuddy(m_editor->control());

    connect(m_editor, &FieldEditor::committed, this, &FieldRow::commit);
    connect(&m_document, &ExperimentDocument::problemsChanged, this, &FieldRow::refresh);
    connect(&m_document, &ExperimentDocument::shownStageChanged, this, &FieldRow::reload);
    m_loaded = load();
    m_editor->setText(m_loaded);
    m_sweep = new FieldSweep(m_document, *this);
    if (m_sweep->mark()) labelled->addWidget(m_sweep->mark());
    labelled->addStretch();
    refresh();
}

QString FieldRow::load() const {
    const Experiment& experiment = m_document.experiment();
    return hasStages(experiment) ? m_binding.load(shownStage(m_document)) : m_binding.load(experiment);
}

void FieldRow::refresh() {
    const QString now = load();
    // A refused text stays where it was typed until the value itself moves.
    if (m_refused.isEmpty() || now != m_loaded) {
        m_refused.clear();
        m_loaded = now;
        m_editor->setText(now);
    }
    const QString problem = m_binding.problem ? m_binding.problem(m_document) : m_document.problemAt(shownPath(m_document, m_binding.path));
    complain(m_refused.isEmpty() ? problem : m_refused);
}

void FieldRow::reload() {
    m_refused.clear();
    refresh();
}

void FieldRow::setHelp(const QString& help) {
    m_help = help;
    showHelp();
}

void FieldRow::setUnavailable(const QString& reason) {
    m_editor->setEnabled(reason.isEmpty());
    if (reason == m_unavailable) return;
    m_unavailable = reason;
    showHelp();
}

void FieldRow::showHelp() {
    QString help = m_help;
    if (!m_unavailable.isEmpty()) help.prepend(QStringLiteral("<p><b>%1</b></p>").arg(m_unavailable.toHtmlEscaped()));
    for (QWidget* part : {static_cast<QWidget*>(m_label), static_cast<QWidget*>(m_editor), m_editor->control()}) part->setToolTip(help);
}

bool FieldRow::isWrong() const { return !m_complaint->text().isEmpty(); }

void FieldRow::commit(const QString& text) {
    m_refused.clear();
    const QString wrong = m_binding.store(m_document, text);
    m_refused = wrong;
    if (wrong.isEmpty()) {
        refresh();  // "1,000" becomes "1 000" even where the value stayed
        return;
    }
    complain(wrong);
}

void FieldRow::complain(const QString& message) {
    const bool newly = !message.isEmpty() && !isWrong();
    m_editor->setInvalid(!message.isEmpty());
    m_complaint->setText(message);
    m_complaint->setVisible(!message.isEmpty());
    m_editor->control()->setAccessibleDescription(message);
    if (newly) Q_EMIT markedWrong();
}

}  // namespace layerlab
