#include "ui/inspector/field_row.h"

#include <QGridLayout>
#include <QLabel>

#include "engine/experiment/fields.h"
#include "ui/inspector/field_editor.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

Binding bindKey(const std::string& path) {
    return {path,
            [path](const Experiment& experiment) { return QString::fromStdString(getValue(experiment, path).value_or(std::string())); },
            [path](ExperimentDocument& document, const QString& text) { return document.setPath(path, {text.toStdString()}); }};
}

QString helpText(const std::string& path) {
    const KeyHelp* key = keyHelp(path);
    if (!key) return {};
    const auto plain = [](const std::string& text) { return QString::fromStdString(text).toHtmlEscaped(); };
    QStringList facts;
    if (!key->range.empty()) facts << plain(key->range) + (key->unit.empty() ? QString() : ' ' + plain(key->unit));
    if (!key->fallback.empty()) facts << FieldRow::tr("default %1").arg(plain(key->fallback));
    QString text = QStringLiteral("<p style='white-space:normal'>%1</p>").arg(plain(key->help));
    if (!facts.isEmpty()) text += QStringLiteral("<p>%1</p>").arg(facts.join(QStringLiteral(" · ")));
    return text + QStringLiteral("<p><code>%1</code></p>").arg(plain(path));
}

FieldRow::FieldRow(ExperimentDocument& document, const QString& label, Binding binding, FieldEditor* editor, bool wide, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_binding(std::move(binding)),
      m_editor(editor),
      m_label(new QLabel(label, this)),
      m_complaint(new QLabel(this)) {
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(2);
    grid->addWidget(m_label, 0, 0);
    grid->addWidget(m_editor, 0, 1);
    grid->addWidget(m_complaint, 1, 0, 1, 2);
    // Labels of a section line up their editors at the right edge; wide editors begin at a common column.
    grid->setColumnStretch(0, wide ? 2 : 1);
    grid->setColumnStretch(1, wide ? 5 : 1);
    m_label->setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("0000000000")));
    m_complaint->setWordWrap(true);
    m_complaint->setObjectName(QStringLiteral("error"));
    m_complaint->hide();

    const QString help = helpText(m_binding.path);
    m_label->setToolTip(help);
    m_editor->setToolTip(help);
    m_editor->control()->setToolTip(help);
    m_editor->control()->setAccessibleName(label);
    for (QWidget* part : m_editor->findChildren<QWidget*>())  // a slider beside its number is the same field
        if (part->focusPolicy() != Qt::NoFocus && part->accessibleName().isEmpty()) part->setAccessibleName(label);
    m_editor->control()->setObjectName(QString::fromStdString(m_binding.path));
    m_editor->setFocusProxy(m_editor->control());
    m_label->setBuddy(m_editor->control());

    connect(m_editor, &FieldEditor::committed, this, &FieldRow::commit);
    connect(&m_document, &ExperimentDocument::problemsChanged, this, &FieldRow::refresh);
    m_loaded = m_binding.load(m_document.experiment());
    m_editor->setText(m_loaded);
    refresh();
}

void FieldRow::refresh() {
    const QString now = m_binding.load(m_document.experiment());
    // A refused text stays where it was typed until the value itself moves.
    if (m_refused.isEmpty() || now != m_loaded) {
        m_refused.clear();
        m_loaded = now;
        m_editor->setText(now);
    }
    complain(m_refused.isEmpty() ? m_document.problemAt(m_binding.path) : m_refused);
}

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
    m_editor->setInvalid(!message.isEmpty());
    m_complaint->setText(message);
    m_complaint->setVisible(!message.isEmpty());
    m_editor->control()->setAccessibleDescription(message);
}

}  // namespace layerlab
