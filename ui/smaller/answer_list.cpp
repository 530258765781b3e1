#include "ui/smaller/answer_list.h"

#include <QEvent>
#include <QPainter>
#include <algorithm>

#include "ui/format.h"
#include "ui/theme.h"

namespace layerlab {

namespace {
constexpr std::size_t most_of_whole = 12, most_of_one = 5;
constexpr double worth_showing = 0.005;
}  // namespace

AnswerList::AnswerList(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("answers"));
    setAccessibleName(tr("Answers"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void AnswerList::setPredicted(const Predicted& predicted) {
    m_predicted = predicted;
    m_rows.clear();
    m_tokens = false;
    // One text or one gap is answered at length, every token of a sequence shortly.
    const std::size_t most = predicted.answers.size() > 3 ? 1 : predicted.answers.size() > 1 ? most_of_one : most_of_whole;
    QStringList said;
    for (const Predicted::Answer& answer : predicted.answers) {
        QString token;
        if (answer.position >= 0 && answer.position < static_cast<int>(predicted.tokens.size())) {
            m_tokens = true;
            token = QStringLiteral("%1  %2")
                        .arg(answer.position + 1)
                        .arg(QString::fromStdString(predicted.tokens[static_cast<std::size_t>(answer.position)]));
        }
        std::size_t shown = 0;
        for (const auto& [label, probability] : answer.likely) {
            if (shown == most || (shown > 0 && answer.position >= 0 && probability < worth_showing)) break;
            m_rows.push_back({shown == 0 ? token : QString(), QString::fromStdString(label), probability});
            if (shown == 0) said << m_rows.back().answer + ' ' + percentText(probability);
            ++shown;
        }
    }
    setAccessibleDescription(said.join(QStringLiteral(", ")));
    updateGeometry();
    update();
}

void AnswerList::clear() { setPredicted({}); }

QSize AnswerList::sizeHint() const { return {fontMetrics().averageCharWidth() * 50, static_cast<int>(m_rows.size()) * rowHeight()}; }

void AnswerList::paintEvent(QPaintEvent*) {
    const Theme& t = theme();
    QPainter painter(this);
    const QFontMetrics metrics = fontMetrics();
    const int gap = metrics.averageCharWidth(), figure = metrics.horizontalAdvance(percentText(1)) + 2;
    int tokens = 0, answers = 0;
    for (const Row& row : m_rows) {
        tokens = std::max(tokens, metrics.horizontalAdvance(row.token) + 2);
        answers = std::max(answers, metrics.horizontalAdvance(row.answer) + 2);
    }
    tokens = m_tokens ? std::min(tokens, width() / 3) : 0;
    answers = std::min(answers, width() / 3);
    const int answer_x = tokens > 0 ? tokens + 2 * gap : 0;
    const int bar_x = answer_x + answers + gap, room = std::max(0, width() - bar_x - figure - gap);
    const int height = rowHeight();
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const Row& row = m_rows[i];
        const int top = static_cast<int>(i) * height;
        const auto write = [&](int x, int wide, const QString& text, Qt::Alignment alignment) {
            painter.drawText(QRect(x, top, wide, height), static_cast<int>(alignment | Qt::AlignVCenter) | Qt::TextSingleLine,
                             metrics.elidedText(text, Qt::ElideRight, wide));
        };
        painter.setPen(t.muted);
        if (!row.token.isEmpty()) write(0, tokens, row.token, Qt::AlignLeft);
        write(width() - figure, figure, percentText(row.probability), Qt::AlignRight);
        painter.setPen(t.text);
        write(answer_x, answers, row.answer, Qt::AlignLeft);
        const double thick = height * 0.42;
        const QRectF track(bar_x, top + (height - thick) / 2, room, thick);
        painter.fillRect(track, t.grid);
        painter.fillRect(QRectF(track.left(), track.top(), track.width() * std::clamp(row.probability, 0.0, 1.0), thick), t.accent);
    }
}

void AnswerList::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) update();
    if (event->type() == QEvent::FontChange) updateGeometry();
    QWidget::changeEvent(event);
}

}  // namespace layerlab
