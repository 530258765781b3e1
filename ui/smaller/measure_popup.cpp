#include "ui/smaller/measure_popup.h"

#include <QApplication>
#include <QButtonGroup>
#include <QComboBox>
#include <QFormLayout>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <utility>

#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/smaller/strategy_words.h"

namespace layerlab {

MeasurePopup::MeasurePopup(const Depths& depths, int slot_count, bool with_rates, QWidget* window)
    : QFrame(window),
      m_slots(slot_count),
      m_split(new QComboBox(this)),
      m_positions(new QComboBox(this)),
      m_beam(new QSpinBox(this)),
      m_from(new QSpinBox(this)),
      m_to(new QSpinBox(this)),
      m_of_search(new QWidget(this)),
      m_of_contribution(new QWidget(this)),
      m_measure(new QPushButton(tr("Measure"), this)) {
    setObjectName(QStringLiteral("card"));
    setAutoFillBackground(true);
    setAccessibleName(tr("Measure depths"));
    auto* column = new QVBoxLayout(this);
    auto* heading = new QLabel(tr("Measure every depth, keeping layers by"), this);
    heading->setObjectName(QStringLiteral("sectionHeader"));
    column->addWidget(heading);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(18);
    grid->setVerticalSpacing(3);
    auto* group = new QButtonGroup(this);
    const auto& all = allStrategies();
    const int rows = static_cast<int>(all.size() + 1) / 2;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto* button = new QRadioButton(strategyLabel(all[i]), this);
        button->setObjectName(QStringLiteral("keep_") + QString::fromStdString(strategyName(all[i])));
        QString help = strategyHelp(all[i]);
        if (all[i] == Strategy::DropRate && !with_rates) {
            button->setEnabled(false);
            help += '\n' + tr("This run was trained without LayerDrop.");
        }
        button->setToolTip(QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped().replace('\n', QLatin1String("<br>"))));
        button->setAccessibleDescription(help);
        button->setChecked(all[i] == depths.keep);
        group->addButton(button);
        m_strategies << button;
        connect(button, &QRadioButton::toggled, this, &MeasurePopup::showLimits);
        grid->addWidget(button, static_cast<int>(i) % rows, static_cast<int>(i) / rows);
    }
    if (!group->checkedButton() || !group->checkedButton()->isEnabled()) m_strategies.first()->setChecked(true);
    column->addLayout(grid);

    auto* range = new QHBoxLayout;
    auto* from = new QLabel(tr("Depths from"), this);
    auto* to = new QLabel(tr("to"), this);
    from->setBuddy(m_from);
    to->setBuddy(m_to);
    for (QSpinBox* box : {m_from, m_to}) box->setRange(1, qMax(1, m_slots));
    m_from->setValue(depths.from);
    m_to->setValue(depths.to > 0 ? depths.to : m_slots);
    m_from->setObjectName(QStringLiteral("depthsFrom"));
    m_to->setObjectName(QStringLiteral("depthsTo"));
    m_from->setAccessibleName(tr("The smallest depth"));
    m_to->setAccessibleName(tr("The largest depth"));
    // Neither passes the other.
    connect(m_from, &QSpinBox::valueChanged, m_to, [this](int least) { m_to->setValue(qMax(m_to->value(), least)); });
    connect(m_to, &QSpinBox::valueChanged, m_from, [this](int most) { m_from->setValue(qMin(m_from->value(), most)); });
    for (QWidget* part : std::initializer_list<QWidget*>{from, m_from, to, m_to}) range->addWidget(part);
    range->addStretch();
    column->addSpacing(4);
    column->addLayout(range);

    // What a search may cost, and where a contribution is looked at.
    Search search;
    const bool exhaustive = m_slots <= search.exhaustive;
    auto* limits = new QFormLayout(m_of_search);
    limits->setContentsMargins(0, 4, 0, 0);
    m_beam->setRange(1, 1000);
    m_beam->setValue(search.beam);
    m_beam->setObjectName(QStringLiteral("searchBeam"));
    m_beam->setToolTip(tr("So many routes of each depth go on to the next; 1 is a greedy search"));
    m_beam->setVisible(!exhaustive);
    if (!exhaustive) limits->addRow(tr("Beam"), m_beam);
    const double subsets = static_cast<double>((std::uint64_t(1) << qMin(m_slots, 62)) - 1);
    auto* cost = new MutedLabel(
        exhaustive
            ? tr("All %1 routes are tried.").arg(stepText(static_cast<std::int64_t>(subsets)))
            : tr("From the top down, one layer fewer at a time: more than %1 layers are too many for all routes.").arg(search.exhaustive),
        m_of_search);
    cost->setWordWrap(true);
    limits->addRow(cost);
    column->addWidget(m_of_search);
    auto* where = new QFormLayout(m_of_contribution);
    where->setContentsMargins(0, 4, 0, 0);
    m_positions->addItems({tr("all tokens"), tr("first token")});
    m_positions->setToolTip(tr("Sajjad et al. read BERT's [CLS], the first token"));
    where->addRow(tr("Compared at"), m_positions);
    column->addWidget(m_of_contribution);

    auto* bottom = new QHBoxLayout;
    m_split->addItems({tr("on validation data"), tr("on test data")});
    m_split->setObjectName(QStringLiteral("measureSplit"));
    m_split->setAccessibleName(tr("Data"));
    bottom->addWidget(m_split);
    bottom->addStretch();
    m_measure->setObjectName(QStringLiteral("measureNow"));
    m_measure->setDefault(true);
    bottom->addWidget(m_measure);
    column->addSpacing(4);
    column->addLayout(bottom);
    connect(m_measure, &QPushButton::clicked, this, &MeasurePopup::measure);
    for (QWidget* part : findChildren<QWidget*>())
        if (part->focusPolicy() != Qt::NoFocus) part->installEventFilter(this);
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget*, const QWidget* now) {
        // The list of a combo box is a window of its own.
        if (isVisible() && now && now->window() == this->window() && !isAncestorOf(now)) finish();
    });
    showLimits();
}

Strategy MeasurePopup::strategy() const {
    for (int i = 0; i < m_strategies.size(); ++i)
        if (m_strategies[i]->isChecked()) return allStrategies()[static_cast<std::size_t>(i)];
    return Strategy::EveryOther;
}

void MeasurePopup::showLimits() {
    m_of_search->setVisible(strategy() == Strategy::Search);
    m_of_contribution->setVisible(strategy() == Strategy::Contribution);
    if (isVisible()) {
        adjustSize();
        const int lowest = parentWidget()->height() - 4 - height();
        if (y() > lowest) move(x(), qMax(4, lowest));
    }
}

void MeasurePopup::openAt(const QPoint& global) {
    m_before = QApplication::focusWidget();
    adjustSize();
    const QRect room = parentWidget()->rect().adjusted(4, 4, -4, -4);
    QPoint at = parentWidget()->mapFromGlobal(global);
    at.setX(qBound(room.left(), at.x(), qMax(room.left(), room.right() - width())));
    at.setY(qBound(room.top(), at.y(), qMax(room.top(), room.bottom() - height())));
    move(at);
    raise();
    show();
    for (QRadioButton* button : m_strategies)
        if (button->isChecked()) button->setFocus(Qt::PopupFocusReason);
}

void MeasurePopup::measure() {
    DepthsJob job;
    job.keep = strategy();
    job.split = m_split->currentIndex() == 1 ? "test" : "valid";
    job.search.beam = m_beam->value();
    job.from = m_from->value();
    job.to = m_to->value();
    job.contribution.positions = m_positions->currentIndex() == 1 ? Contribution::Positions::First : Contribution::Positions::All;
    finish();
    Q_EMIT chosen(job);
}

void MeasurePopup::finish() {
    if (std::exchange(m_done, true)) return;
    const bool had_focus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (had_focus && m_before) m_before->setFocus();
    deleteLater();
}

bool MeasurePopup::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Escape) {
            keyPressEvent(static_cast<QKeyEvent*>(event));
            return true;
        }
    }
    return QFrame::eventFilter(watched, event);
}

void MeasurePopup::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) finish();
    else if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) measure();
    else QFrame::keyPressEvent(event);
}

}  // namespace layerlab
