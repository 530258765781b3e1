#include "ui/shell/yaml_editor.h"

#include <QEvent>
#include <QListWidget>
#include <QVBoxLayout>

#include "ui/session/experiment_document.h"
#include "ui/shell/code_edit.h"
#include "ui/shell/completion_popup.h"
#include "ui/shell/yaml_completion.h"
#include "ui/shell/yaml_highlighter.h"
#include "ui/theme.h"

namespace layerlab {

namespace {
constexpr int settle_ms = 400;
constexpr int most_problem_rows = 6;
constexpr int line_role = Qt::UserRole, column_role = Qt::UserRole + 1, warning_role = Qt::UserRole + 2;
}  // namespace

YamlEditor::YamlEditor(ExperimentDocument& document, QWidget* parent)
    : QWidget(parent),
      m_document(document),
      m_edit(new CodeEdit(this)),
      m_highlighter(new YamlHighlighter(m_edit->document())),
      m_completions(new CompletionPopup(m_edit)),
      m_list(new QListWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_edit, 1);
    column->addWidget(m_list);
    m_edit->setAccessibleName(tr("Experiment as YAML"));
    setFocusProxy(m_edit);
    m_edit->setFrameShape(QFrame::NoFrame);
    m_edit->setHelp([this](int position) { return yamlKeyHelp(keyPathAt(m_edit->toPlainText(), position)); });
    m_list->setAccessibleName(tr("Problems of the text"));
    m_list->setWordWrap(true);
    m_list->hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(settle_ms);
    connect(&m_timer, &QTimer::timeout, this, &YamlEditor::apply);
    // contentsChange would also report highlighting; textChanged is the person's or ours.
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        if (!m_following) m_timer.start();
    });
    connect(&m_document, &ExperimentDocument::problemsChanged, this, &YamlEditor::follow);
    const auto jump = [this](const QListWidgetItem* item) {
        if (item->data(line_role).toInt() > 0) m_edit->goTo(item->data(line_role).toInt(), item->data(column_role).toInt());
    };
    connect(m_list, &QListWidget::itemClicked, this, jump);
    connect(m_list, &QListWidget::itemActivated, this, jump);
    follow();
    m_edit->document()->clearUndoRedoStacks();
}

bool YamlEditor::applyNow() {
    if (m_timer.isActive()) {
        m_timer.stop();
        apply();
    }
    return !m_invalid;
}

void YamlEditor::apply() {
    m_applying = true;
    const std::vector<Problem> problems = m_document.setYaml(m_edit->toPlainText());
    m_applying = false;
    list(problems);
    setInvalid(hasErrors(problems));
}

void YamlEditor::follow() {
    if (m_applying) return;
    // Text that is being typed and cannot be read yet is not thrown away; neither is what is about to be applied.
    if (m_edit->hasFocus() && (m_invalid || m_timer.isActive())) return;
    m_timer.stop();
    m_following = true;
    m_edit->replaceText(m_document.yaml());
    m_following = false;
    list(m_document.problems());
    setInvalid(false);
}

void YamlEditor::setInvalid(bool invalid) {
    if (invalid == m_invalid) return;
    m_invalid = invalid;
    Q_EMIT validityChanged();
}

void YamlEditor::list(const std::vector<Problem>& problems) {
    m_list->clear();
    QList<CodeEdit::Mark> marks;
    for (const Problem& problem : problems) {
        const QString message = QString::fromStdString(problem.message);
        const QString place =
            problem.line > 0 ? QStringLiteral("%1:%2").arg(problem.line).arg(problem.column) : QString::fromStdString(problem.path);
        auto* item = new QListWidgetItem(place.isEmpty() ? message : place + QStringLiteral("  ") + message, m_list);
        item->setData(line_role, problem.line);
        item->setData(column_role, problem.column);
        item->setData(warning_role, problem.warning);
        item->setForeground(problem.warning ? theme().warning : theme().error);
        if (problem.line > 0) marks << CodeEdit::Mark{problem.line, problem.column, message, problem.warning};
    }
    m_edit->setMarks(marks);
    m_list->setVisible(m_list->count() > 0);
    const int rows = qMin(m_list->count(), most_problem_rows);
    m_list->setFixedHeight(rows * (fontMetrics().height() + 14) + 6);
}

void YamlEditor::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) {
        m_following = true;
        m_highlighter->rehighlight();
        m_following = false;
        for (int row = 0; row < m_list->count(); ++row)
            m_list->item(row)->setForeground(m_list->item(row)->data(warning_role).toBool() ? theme().warning : theme().error);
    }
    QWidget::changeEvent(event);
}

}  // namespace layerlab
