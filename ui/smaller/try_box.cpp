#include "ui/smaller/try_box.h"

#include <QFrame>
#include <QLabel>
#include <QPlainTextEdit>
#include <QScrollArea>
#include <QStyle>
#include <QVBoxLayout>
#include <utility>

#include "ui/charts/depth_chart.h"
#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/smaller/answer_list.h"

namespace layerlab {

namespace {

constexpr int ask_after_ms = 300;
constexpr int lines = 3;

// What a task reads, as a sentence and by an example that is shown until something is typed.
struct Reading {
    QString hint, example;
};

struct ReadingOf {
    Reading operator()(const HopsTask& task) const {
        return {tokens(), task.max_hops > 1 ? QStringLiteral("2 hops a b c a b") : QStringLiteral("1 hop a b c a b")};
    }
    Reading operator()(const ListopsTask&) const { return {tokens(), QStringLiteral("[MAX 2 9 [MIN 4 7 ] 0 ]")}; }
    Reading operator()(const GroupWordsTask&) const { return {tokens(), {}}; }
    Reading operator()(const DyckTask& task) const {
        return {tokens(), task.kinds > 1 ? QStringLiteral("( [ ] (") : QStringLiteral("( ( )")};
    }
    Reading operator()(const ModularAdditionTask&) const { return {tokens(), QStringLiteral("3 + 5 =")}; }
    Reading operator()(const ComposedTablesTask&) const { return {tokens(), {}}; }
    Reading operator()(const TextFileTask& task) const {
        return {
            task.text_pair_column.empty() ? TryBox::tr("A text; it gets a label.") : TryBox::tr("Two texts; together they get a label."),
            {}};
    }
    Reading operator()(const LanguageModelTask&) const { return {TryBox::tr("A text; the answers say what comes next."), {}}; }
    Reading operator()(const MaskedLanguageModelTask&) const {
        return {TryBox::tr("A text with [MASK] in the place of a word; the answers fill it in."), QStringLiteral("a [MASK] film")};
    }
    Reading operator()(const SequencePairsTask&) const { return {TryBox::tr("A source text; the answers say how its target begins."), {}}; }

    static QString tokens() {
        return TryBox::tr("The task's tokens with spaces between them; a wrong one is answered by those that there are.");
    }
};

}  // namespace

TryBox::TryBox(TrainingSession& session, QWidget* parent)
    : QDialog(parent), m_session(session), m_by(new MutedLabel({}, this)), m_says(new QLabel(this)), m_answers(new AnswerList(this)) {
    setObjectName(QStringLiteral("tryBox"));
    setProperty("helpPage", "smaller");
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    m_by->setWordWrap(true);
    column->addWidget(m_by);
    m_text = addEdit("tryText", tr("Text"));
    m_second_title = new QLabel(tr("Second text"), this);
    m_second_title->setObjectName(QStringLiteral("sectionHeader"));
    column->addWidget(m_second_title);
    m_second = addEdit("trySecond", tr("Second text"));
    m_says->setTextFormat(Qt::PlainText);
    m_says->setWordWrap(true);
    column->addWidget(m_says);
    auto* inside = new QWidget(this);
    auto* inside_column = new QVBoxLayout(inside);
    inside_column->setContentsMargins(0, 4, 8, 0);
    inside_column->addWidget(m_answers);
    inside_column->addStretch();
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(inside);
    column->addWidget(scroll, 1);
    m_soon.setSingleShot(true);
    m_soon.setInterval(ask_after_ms);
    connect(&m_soon, &QTimer::timeout, this, &TryBox::ask);
    connect(m_text, &QPlainTextEdit::textChanged, this, &TryBox::askSoon);
    connect(m_second, &QPlainTextEdit::textChanged, this, &TryBox::askSoon);
    connect(&session, &TrainingSession::answered, this, &TryBox::take);
    connect(&session, &TrainingSession::stateChanged, this, [this](TrainingSession::State state) {
        if (state == TrainingSession::State::Idle) askSoon();
    });
    resize(fontMetrics().averageCharWidth() * 78, fontMetrics().height() * 26);
}

QPlainTextEdit* TryBox::addEdit(const char* name, const QString& title) {
    auto* edit = new QPlainTextEdit(this);
    edit->setObjectName(QLatin1String(name));
    edit->setAccessibleName(title);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(fontMetrics().lineSpacing() * lines + 12);
    layout()->addWidget(edit);
    return edit;
}

void TryBox::setRun(const QString& folder, const QString& name, const Task& task) {
    setWindowTitle(tr("Try %1").arg(name));
    const Reading reading = std::visit(ReadingOf{}, task);
    const auto* table = std::get_if<TextFileTask>(&task);
    const bool pairs = table && !table->text_pair_column.empty();
    if (folder == m_folder && m_know) return;
    m_folder = folder;
    m_know = true;
    m_pairs = pairs;
    m_second->setVisible(pairs);
    m_second_title->setVisible(pairs);
    m_hint = reading.hint;
    m_text->setPlaceholderText(reading.example);
    m_answers->clear();
    say(m_hint);
    askSoon();
}

void TryBox::setRoute(const Route& route, bool whole) {
    m_by->setText(whole ? tr("By every layer, with the run's newest weights.")
                        : tr("By layers %1 alone, as the stack shows, with the run's newest weights.").arg(routeText(route)));
    const Route wanted = whole ? Route() : route;
    if (wanted == m_route) return;
    m_route = wanted;
    askSoon();
}

void TryBox::setReasonAgainst(const QString& reason) {
    if (reason == m_reason) return;
    m_reason = reason;
    if (!reason.isEmpty()) say(reason);
    else askSoon();
}

QString TryBox::message() const { return m_says->text(); }

void TryBox::askSoon() {
    m_session.drop(std::exchange(m_question, 0));
    m_soon.start();
}

void TryBox::ask() {
    const QString text = m_text->toPlainText(), second = m_second->toPlainText();
    if (text.trimmed().isEmpty() || (m_pairs && second.trimmed().isEmpty())) {
        m_answers->clear();
        return say(m_reason.isEmpty() ? m_hint : m_reason);
    }
    if (!m_reason.isEmpty() || m_folder.isEmpty()) return;
    PredictJob job;
    job.run = m_folder.toStdString();
    job.route = m_route;
    job.texts = {text.toStdString()};
    if (m_pairs) job.pairs = {second.toStdString()};
    job.best = false;  // those that depths are measured with, and that a smaller model has
    m_question = m_session.ask(std::move(job));
    if (m_question == 0) say(tr("The engine does something else; the answer comes when it is free."));
}

void TryBox::take(TrainingSession::Question question, const std::vector<Event>& events) {
    if (question == 0 || question != m_question) return;
    for (const Event& event : events) {
        if (const auto* predicted = std::get_if<Predicted>(&event.what)) {
            m_answers->setPredicted(*predicted);
            QString words = tr("%1 tokens, %2").arg(predicted->tokens.size()).arg(millisecondsText(predicted->milliseconds));
            if (predicted->unknown > 0)
                words = tr("%1 of %2 tokens are unknown to the model").arg(predicted->unknown).arg(predicted->tokens.size());
            say(words);
        } else if (const auto* failed = std::get_if<Failed>(&event.what)) {
            m_answers->clear();
            say(QString::fromStdString(failed->message), true);
            m_question = 0;
        } else if (std::holds_alternative<Finished>(event.what) || std::holds_alternative<Stopped>(event.what)) {
            m_question = 0;
        }
    }
}

void TryBox::say(const QString& words, bool wrong) {
    m_says->setText(words);
    m_says->setObjectName(wrong ? QStringLiteral("error") : QStringLiteral("muted"));
    m_says->style()->unpolish(m_says);
    m_says->style()->polish(m_says);
}

}  // namespace layerlab
