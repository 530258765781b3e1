#include "ui/shell/tour.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QPushButton>
#include <QSettings>
#include <QTimer>
#include <QVBoxLayout>
#include <utility>

#include "ui/theme.h"

namespace layerlab {

namespace {

const auto seen_key = QStringLiteral("tour/seen");
constexpr int arrow = 10;  // also the room around the card that it stands in
constexpr int gap = 3;     // between arrow and target
constexpr int padding = 14;
constexpr double radius = 8;
constexpr int card_letters = 44;

// A frame around the target that lets every click through.
class Outline : public QWidget {
public:
    explicit Outline(QWidget* window) : QWidget(window) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setFocusPolicy(Qt::NoFocus);
        hide();
    }

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(theme().accent, 2));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1.5, 1.5, -1.5, -1.5), 5, 5);
    }
};

}  // namespace

Tour::Tour(QWidget* window)
    : QWidget(window),
      m_window(window),
      m_outline(new Outline(window)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this)),
      m_count(new QLabel(this)),
      m_skip(new QPushButton(tr("Skip"), this)),
      m_back(new QPushButton(tr("Back"), this)),
      m_next(new QPushButton(this)) {
    setObjectName(QStringLiteral("tour"));
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    m_title->setWordWrap(true);
    m_text->setWordWrap(true);
    m_title->setTextFormat(Qt::PlainText);
    m_text->setTextFormat(Qt::PlainText);
    m_count->setObjectName(QStringLiteral("muted"));
    m_skip->setObjectName(QStringLiteral("tourSkip"));
    m_back->setObjectName(QStringLiteral("tourBack"));
    m_next->setObjectName(QStringLiteral("tourNext"));
    auto* column = new QVBoxLayout(this);
    const int margin = padding + arrow;
    column->setContentsMargins(margin, margin, margin, margin);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addStretch(1);
    auto* row = new QHBoxLayout;
    row->addWidget(m_skip);
    row->addStretch(1);
    row->addWidget(m_count);
    row->addWidget(m_back);
    row->addWidget(m_next);
    column->addLayout(row);
    connect(m_skip, &QPushButton::clicked, this, &Tour::finish);
    connect(m_back, &QPushButton::clicked, this, &Tour::back);
    connect(m_next, &QPushButton::clicked, this, &Tour::next);
    // Buttons would use the arrow keys to pass the keyboard on.
    for (QPushButton* button : {m_skip, m_back, m_next}) {
        button->installEventFilter(this);
        button->setAutoDefault(true);  // Return presses it, as Space does
    }
    hide();
}

Tour::~Tour() { delete m_outline; }

bool Tour::seen() { return QSettings().value(seen_key, false).toBool(); }

void Tour::markSeen() { QSettings().setValue(seen_key, true); }

void Tour::start(const QList<Step>& steps) {
    m_steps = steps;
    m_current = -1;
    m_focus_before = m_window->focusWidget();
    // From the start: who closes the window in the middle has seen enough.
    markSeen();
    m_window->installEventFilter(this);
    if (const int first = nearest(0, 1); first >= 0) showStep(first);
    else finish();
}

bool Tour::canShow(int step) const {
    const QWidget* target = m_steps[step].target;
    return target && target->window() == m_window && target->isVisibleTo(m_window) && !target->size().isEmpty();
}

int Tour::nearest(int from, int direction) const {
    for (int step = from; step >= 0 && step < m_steps.size(); step += direction)
        if (canShow(step)) return step;
    return -1;
}

void Tour::next() {
    if (const int step = nearest(m_current + 1, 1); m_current >= 0 && step >= 0) showStep(step);
    else finish();
}

void Tour::back() {
    if (const int step = nearest(m_current - 1, -1); step >= 0) showStep(step);
}

void Tour::finish() {
    const bool had_focus = isAncestorOf(QApplication::focusWidget());
    m_window->removeEventFilter(this);
    watch(nullptr);
    m_current = -1;
    m_steps.clear();
    hide();
    m_outline->hide();
    if (had_focus && m_focus_before) m_focus_before->setFocus();
    Q_EMIT finished();
}

void Tour::showStep(int step) {
    m_current = step;
    const Step& shown = m_steps[step];
    m_title->setText(shown.title);
    m_text->setText(shown.text);
    const bool last = nearest(step + 1, 1) < 0;
    const auto count = static_cast<int>(m_steps.size());
    m_count->setText(tr("%1 of %2").arg(step + 1).arg(count));
    m_next->setText(last ? tr("Done") : tr("Next"));
    m_back->setEnabled(nearest(step - 1, -1) >= 0);
    setAccessibleName(shown.title);
    setAccessibleDescription(shown.text);
    // The button has the keyboard, so it is what a screen reader reads out.
    m_next->setAccessibleDescription(shown.title + QStringLiteral(". ") + shown.text);
    watch(shown.target);
    m_outline->show();
    show();
    place();
    m_outline->raise();
    raise();
    m_next->setFocus(Qt::OtherFocusReason);
}

// The target moves with whatever it stands in.
void Tour::watch(QWidget* target) {
    for (const QPointer<QWidget>& watched : std::as_const(m_watched))
        if (watched) {
            watched->removeEventFilter(this);
            disconnect(watched, &QObject::destroyed, this, nullptr);
        }
    m_watched.clear();
    for (QWidget* widget = target; widget && widget != m_window; widget = widget->parentWidget()) {
        widget->installEventFilter(this);
        connect(widget, &QObject::destroyed, this, &Tour::placeSoon);
        m_watched << widget;
    }
}

void Tour::placeSoon() {
    if (std::exchange(m_placing, true)) return;
    QTimer::singleShot(0, this, [this] {
        m_placing = false;
        if (m_current < 0) return;
        if (canShow(m_current)) place();
        else next();
    });
}

QSize Tour::cardSize(int width) const { return {width, qMax(layout()->totalHeightForWidth(width), layout()->totalMinimumSize().height())}; }

void Tour::place() {
    const QWidget* target = m_steps[m_current].target;
    const QRect inside = m_window->rect();
    const QRect around = QRect(target->mapTo(m_window, QPoint()), target->size()).adjusted(-2, -2, 2, 2).intersected(inside);
    m_outline->setGeometry(around);

    int width = qMax(layout()->totalMinimumSize().width(), fontMetrics().averageCharWidth() * card_letters + 2 * (padding + arrow));
    width = qMin(width, inside.width());
    QSize size = cardSize(width);
    if (size.height() > inside.height()) size = cardSize(inside.width());
    size = size.boundedTo(inside.size());

    // The side with the most room, if the card fits there without hiding what it speaks of.
    struct Side {
        Qt::Edge arrow;  // of the card: where it points from
        int room, need;
    };
    const Side sides[] = {{Qt::LeftEdge, inside.right() - around.right(), size.width() + gap},
                          {Qt::RightEdge, around.left() - inside.left(), size.width() + gap},
                          {Qt::TopEdge, inside.bottom() - around.bottom(), size.height() + gap},
                          {Qt::BottomEdge, around.top() - inside.top(), size.height() + gap}};
    const Side* best = nullptr;
    for (const Side& side : sides)
        if (side.room >= side.need && (!best || side.room > best->room)) best = &side;
    m_has_arrow = best != nullptr;
    QRect card(QPoint(around.center() - QPoint(size.width() / 2, size.height() / 2)), size);
    if (best) {
        m_arrow = best->arrow;
        if (m_arrow == Qt::LeftEdge) card.moveLeft(around.right() + gap);
        if (m_arrow == Qt::RightEdge) card.moveRight(around.left() - gap);
        if (m_arrow == Qt::TopEdge) card.moveTop(around.bottom() + gap);
        if (m_arrow == Qt::BottomEdge) card.moveBottom(around.top() - gap);
    }
    card.moveLeft(qBound(0, card.left(), inside.width() - card.width()));
    card.moveTop(qBound(0, card.top(), inside.height() - card.height()));
    setGeometry(card);

    const int keep = arrow + padding;  // off the rounded corners
    const QPoint at = around.center() - card.topLeft();
    const QPoint along(qBound(keep, at.x(), qMax(keep, card.width() - keep)), qBound(keep, at.y(), qMax(keep, card.height() - keep)));
    m_tip = m_arrow == Qt::LeftEdge    ? QPoint(0, along.y())
            : m_arrow == Qt::RightEdge ? QPoint(card.width(), along.y())
            : m_arrow == Qt::TopEdge   ? QPoint(along.x(), 0)
                                       : QPoint(along.x(), card.height());
    update();
}

void Tour::paintEvent(QPaintEvent*) {
    QPainterPath shape;
    shape.addRoundedRect(QRectF(rect()).adjusted(arrow + 0.5, arrow + 0.5, -arrow - 0.5, -arrow - 0.5), radius, radius);
    if (m_has_arrow) {
        const QPointF inward = m_arrow == Qt::LeftEdge    ? QPointF(arrow + 1, 0)
                               : m_arrow == Qt::RightEdge ? QPointF(-arrow - 1, 0)
                               : m_arrow == Qt::TopEdge   ? QPointF(0, arrow + 1)
                                                          : QPointF(0, -arrow - 1);
        const QPointF sideways = QPointF(inward.y(), inward.x()) * 0.8;
        QPainterPath triangle;
        triangle.addPolygon(QPolygonF({QPointF(m_tip), m_tip + inward + sideways, m_tip + inward - sideways}));
        triangle.closeSubpath();
        shape = shape.united(triangle);
    }
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme().accent, 1));
    painter.setBrush(theme().panel);
    painter.drawPath(shape);
}

void Tour::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
        case Qt::Key_Escape:
            finish();
            break;
        case Qt::Key_Right:
            next();
            break;
        case Qt::Key_Left:
            back();
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

void Tour::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange) m_outline->update();
    if (event->type() == QEvent::FontChange && m_current >= 0) placeSoon();
    QWidget::changeEvent(event);
}

bool Tour::eventFilter(QObject* watched, QEvent* event) {
    const bool button = watched->parent() == this;
    switch (event->type()) {
        case QEvent::KeyPress:
        case QEvent::ShortcutOverride: {
            auto* key = static_cast<QKeyEvent*>(event);
            const bool ours = key->key() == Qt::Key_Escape || key->key() == Qt::Key_Left || key->key() == Qt::Key_Right;
            if (!button || !ours) break;
            if (event->type() == QEvent::KeyPress) keyPressEvent(key);
            event->accept();
            return true;
        }
        case QEvent::Move:
        case QEvent::Resize:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::ParentChange:
            if (!button) placeSoon();
            break;
        default:
            break;
    }
    return QWidget::eventFilter(watched, event);
}

QList<Tour::Step> firstTour(const TourTargets& targets) {
    return {
        {targets.experiment, Tour::tr("Your experiment"),
         Tour::tr("Task, model, techniques and training of the experiment you edit. Rest the mouse on a field to read what it means; "
                  "every change can be undone with Ctrl+Z.")},
        {targets.stack, Tour::tr("The stack of layers"),
         Tour::tr("Drag layers to reorder them, duplicate or delete them. While a model trains you see here which layers run and which "
                  "are dropped.")},
        {targets.train, Tour::tr("Train"),
         Tour::tr("Starts training with what the window shows. You can pause it, go on step by step, or stop and resume it later.")},
        {targets.charts, Tour::tr("Charts"),
         Tour::tr("Loss, and how accurate the model is at every depth, while it trains. Click a depth to see its layers on the stack.")},
        {targets.runs, Tour::tr("Your runs"),
         Tour::tr("Each training is kept as a run. Open one to see its charts again, resume it, or take it as the start of a new "
                  "experiment.")},
        {targets.commands, Tour::tr("Every command, and help"),
         Tour::tr("Ctrl+K finds any command by a few letters of its name. F1 opens the help.")},
    };
}

}  // namespace layerlab
