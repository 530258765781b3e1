#include "ui/compare/target_line.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSettings>
#include <array>

#include "engine/runs/comparison.h"
#include "ui/inspector/muted_label.h"

namespace layerlab {

namespace {

constexpr std::array<const char*, 5> examples{"3 ms", "1.2 M", "200 M", "4 MiB", "90 %"};  // in the order of Target::Figure
const auto figure_key = QStringLiteral("compare/target");
const auto value_key = QStringLiteral("compare/targetValue");

}  // namespace

TargetLine::TargetLine(QWidget* parent)
    : QWidget(parent),
      m_comparison(std::make_shared<Comparison>()),
      m_figure(new QComboBox(this)),
      m_value(new QLineEdit(this)),
      m_sentence(new MutedLabel({}, this)),
      m_button(new QPushButton(tr("Show this route"), this)) {
    m_figure->setObjectName(QStringLiteral("targetFigure"));
    m_value->setObjectName(QStringLiteral("targetValue"));
    m_figure->addItems({tr("latency at most"), tr("parameters at most"), tr("FLOPs at most"), tr("size at most"), tr("accuracy at least")});
    m_figure->setAccessibleName(tr("What the target is about"));
    m_figure->setToolTip(
        tr("For a target LayerLab proposes the best route that these runs have seen: the most accurate one within a limit "
           "of cost, or the smallest one that is accurate enough. Chosen by validation data."));
    m_value->setAccessibleName(tr("Target"));
    m_value->setClearButtonEnabled(true);
    m_value->setMinimumWidth(fontMetrics().averageCharWidth() * 14);
    m_value->setMaximumWidth(fontMetrics().averageCharWidth() * 16);
    m_sentence->setObjectName(QStringLiteral("proposal"));
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_sentence->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_button->setObjectName(QStringLiteral("showRoute"));
    m_button->setToolTip(tr("Open the run and show the route on its stack"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(new QLabel(tr("Target:"), this));
    row->addWidget(m_figure);
    row->addWidget(m_value);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_button);
    const QSettings settings;
    m_figure->setCurrentIndex(qBound(0, settings.value(figure_key, 0).toInt(), m_figure->count() - 1));
    m_value->setText(settings.value(value_key).toString());
    connect(m_figure, &QComboBox::currentIndexChanged, this, [this](int index) {
        QSettings().setValue(figure_key, index);
        m_value->clear();  // a bound of one figure is none of another
        propose();
    });
    connect(m_value, &QLineEdit::textChanged, this, [this](const QString& text) {
        QSettings().setValue(value_key, text);
        propose();
    });
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_proposal)
            Q_EMIT routeChosen(QString::fromStdString(m_comparison->runs[m_proposal->run].folder.string()), m_proposal->result.slots);
    });
    propose();
}

QString TargetLine::sentence() const { return m_sentence->text(); }

void TargetLine::show(const std::shared_ptr<const Comparison>& comparison) {
    m_comparison = comparison;
    propose();
}

void TargetLine::propose() {
    const auto figure = static_cast<Target::Figure>(m_figure->currentIndex());
    const QString example = QLatin1String(examples[static_cast<std::size_t>(m_figure->currentIndex())]);
    m_value->setPlaceholderText(example);
    m_proposal.reset();
    const QString typed = m_value->text().trimmed();
    const std::optional<Target> target = typedTarget(figure, typed);
    if (typed.isEmpty()) {
        m_sentence->setText(tr("Name a limit: the best route seen so far is proposed."));
    } else if (!target) {
        m_sentence->setText(tr("“%1” is not understood; such as %2.").arg(typed, example));
    } else if (m_proposal = proposeRoute(*m_comparison, *target); m_proposal) {
        m_sentence->setText(proposalText(*m_comparison, *m_proposal));
    } else if (const auto nearest = nearestRoute(*m_comparison, figure)) {
        const QString reached = figureText(figure, *figureOf(nearest->result, figure));
        m_sentence->setText(figure == Target::Figure::Accuracy
                                ? tr("No route seen so far reaches %1; the best has %2.").arg(figureText(figure, target->value), reached)
                                : tr("No route seen so far keeps to %1; the least is %2.").arg(figureText(figure, target->value), reached));
    } else {
        m_sentence->setText(figure == Target::Figure::Latency || figure == Target::Figure::Bytes
                                ? tr("This figure is known of no route; open a run and measure every depth (Ctrl+M).")
                                : tr("No route of these runs was evaluated yet."));
    }
    m_button->setVisible(m_proposal.has_value());
}

}  // namespace layerlab
