#include "ui/smaller/variant_form.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>
#include <algorithm>

#include "engine/experiment/experiment.h"
#include "ui/charts/depth_chart.h"
#include "ui/format.h"
#include "ui/inspector/muted_label.h"
#include "ui/inspector/slider_editor.h"
#include "ui/smaller/strategy_words.h"

namespace layerlab {

namespace {

constexpr double most_share = 0.95, share_step = 0.05;

QString formatLabel(Precision precision) {
    switch (precision) {
        case Precision::Float32:
            return VariantForm::tr("fp32: as trained");
        case Precision::Float16:
            return VariantForm::tr("fp16: half precision");
        case Precision::BFloat16:
            return VariantForm::tr("bf16: brain float");
        case Precision::Int8:
            return VariantForm::tr("int8: 8 bits, computed in 8 bits");
        case Precision::Int2:
            return VariantForm::tr("int2: four levels");
        case Precision::Binary:
            return VariantForm::tr("binary: signs (XNOR-Net)");
    }
    return {};
}

}  // namespace

VariantForm::VariantForm(QWidget* parent)
    : QWidget(parent),
      m_choice(new QComboBox(this)),
      m_rule_row(new QWidget(this)),
      m_depth(new QSpinBox(this)),
      m_rule(new QComboBox(this)),
      m_slots(new MutedLabel({}, this)),
      m_format(new QComboBox(this)),
      m_embeddings(new QCheckBox(tr("embeddings, too"), this)),
      m_per_matrix(new QCheckBox(tr("of every matrix alike"), this)) {
    auto* form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    form->setHorizontalSpacing(10);
    const auto heading = [this, form](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setObjectName(QStringLiteral("sectionHeader"));
        form->addRow(label);
    };
    heading(tr("Layers"));
    m_choice->setObjectName(QStringLiteral("smallerRoute"));
    m_choice->setAccessibleName(tr("Layers"));
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(18);
    form->addRow(m_choice);
    auto* rule_row = new QHBoxLayout(m_rule_row);
    rule_row->setContentsMargins(0, 0, 0, 0);
    m_depth->setObjectName(QStringLiteral("smallerDepth"));
    m_depth->setAccessibleName(tr("Depth"));
    m_rule->setObjectName(QStringLiteral("smallerRule"));
    m_rule->setAccessibleName(tr("Rule"));
    m_rule->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    for (const Strategy strategy : allStrategies()) {
        if (!isRule(strategy)) continue;  // the others need data: they are measured first, and are then in the chart
        m_rule->addItem(strategyLabel(strategy), static_cast<int>(strategy));
        m_rule->setItemData(m_rule->count() - 1, strategyHelp(strategy), Qt::ToolTipRole);
    }
    rule_row->addWidget(m_depth);
    rule_row->addWidget(m_rule, 1);
    form->addRow(m_rule_row);
    m_slots->setObjectName(QStringLiteral("smallerSlots"));
    m_slots->setWordWrap(true);
    form->addRow(m_slots);

    heading(tr("Numbers"));
    m_format->setObjectName(QStringLiteral("smallerFormat"));
    m_format->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_format->setMinimumContentsLength(14);
    for (const Precision precision : allPrecisions()) m_format->addItem(formatLabel(precision), static_cast<int>(precision));
    m_format->setToolTip(tr("What every weight is stored as; fp16, bf16, int2 and binary are widened to fp32 for computing"));
    form->addRow(tr("Format"), m_format);
    m_embeddings->setObjectName(QStringLiteral("smallerEmbeddings"));
    m_embeddings->setToolTip(tr("int8, int2 and binary: the tables of embeddings as well; else these stay in fp32"));
    form->addRow(QString(), m_embeddings);

    heading(tr("Pruning"));
    m_sparsity = addShare("smallerSparsity",
                          tr("This share of the layers' weights, the smallest ones, becomes zero. Neither the file nor "
                             "the dense products become smaller by it"),
                          m_variant.sparsity);
    form->addRow(tr("Zeros"), m_sparsity);
    m_per_matrix->setObjectName(QStringLiteral("smallerPerMatrix"));
    m_per_matrix->setToolTip(tr("That share of every matrix; else of all of them together"));
    form->addRow(QString(), m_per_matrix);
    m_heads = addShare("smallerHeads", tr("This share of every layer's attention heads, those with the smallest weights, is taken out"),
                       m_variant.heads);
    form->addRow(tr("Heads out"), m_heads);
    m_units = addShare("smallerUnits", tr("This share of every layer's feed-forward units, those with the smallest weights, is taken out"),
                       m_variant.units);
    form->addRow(tr("Units out"), m_units);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &VariantForm::showRule);
    connect(m_rule, &QComboBox::currentIndexChanged, this, &VariantForm::showRule);
    connect(m_depth, &QSpinBox::valueChanged, this, &VariantForm::showRule);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] {
        m_variant.precision = static_cast<Precision>(m_format->currentData().toInt());
        const bool whole =
            m_variant.precision == Precision::Int8 || m_variant.precision == Precision::Int2 || m_variant.precision == Precision::Binary;
        m_embeddings->setEnabled(whole);
        Q_EMIT changed();
    });
    m_embeddings->setEnabled(false);
    connect(m_embeddings, &QCheckBox::toggled, this, &VariantForm::changed);
    connect(m_per_matrix, &QCheckBox::toggled, this, &VariantForm::changed);
}

SliderEditor* VariantForm::addShare(const char* name, const QString& help, double& value) {
    auto* editor = new SliderEditor(NumberEditor::Kind::Real, 0, most_share, share_step, this);
    editor->setObjectName(QLatin1String(name));
    editor->control()->setToolTip(QStringLiteral("<p>%1</p>").arg(help.toHtmlEscaped()));
    editor->setToolTip(editor->control()->toolTip());
    editor->setText(QStringLiteral("0"));
    connect(editor, &FieldEditor::committed, this, [this, editor, &value](const QString& typed) {
        bool fine = false;
        const double share = typed.toDouble(&fine);
        // As many as are left: a share of 1 would leave nothing.
        if (fine) value = std::clamp(share, 0.0, 0.99);
        editor->setText(QString::number(value, 'g', 6));
        Q_EMIT changed();
    });
    return editor;
}

void VariantForm::setRoutes(const Route& all, const Route& hand, const std::vector<RouteResult>& measured) {
    const Route before = all == m_all ? route() : Route();  // of another model it says nothing
    {
        const QSignalBlocker quiet(m_choice), quiet_depth(m_depth);
        const bool by_rule = m_choice->count() > 1 && m_choice->currentIndex() == m_choice->count() - 1;
        m_all = all;
        m_choice->clear();
        m_routes.clear();
        const auto add = [this](const QString& text, const Route& route) {
            m_choice->addItem(text);
            m_routes.push_back(route);
        };
        add(all.size() == 1 ? tr("Its one layer") : tr("All %1 layers").arg(all.size()), all);
        if (hand != all && !hand.empty()) add(tr("By hand: %1").arg(routeText(hand)), hand);
        for (const RouteResult& result : measured)
            if (result.slots != all && !result.slots.empty() && result.variant.empty() &&
                std::includes(all.begin(), all.end(), result.slots.begin(), result.slots.end()))
                add(tr("Depth %1: %2 (%3)").arg(result.depth()).arg(routeText(result.slots), percentText(result.accuracy)), result.slots);
        if (all.size() > 1) add(tr("By a rule…"), {});
        m_depth->setRange(1, qMax(1, static_cast<int>(all.size()) - 1));
        if (m_last.empty()) m_depth->setValue((static_cast<int>(all.size()) + 1) / 2);
        const auto same = std::find(m_routes.begin(), m_routes.end(), before.empty() ? hand : before);
        m_choice->setCurrentIndex(by_rule && all.size() > 1 ? m_choice->count() - 1
                                  : same != m_routes.end()  ? static_cast<int>(same - m_routes.begin())
                                                            : 0);
    }
    showRule();
}

void VariantForm::chooseHand() {
    for (int i = 1; i < m_choice->count(); ++i)
        if (m_choice->itemText(i).startsWith(tr("By hand: %1").arg(QString()))) m_choice->setCurrentIndex(i);
}

void VariantForm::showRule() {
    const bool by_rule = m_choice->count() > 1 && m_routes.back().empty() && m_choice->currentIndex() == m_choice->count() - 1;
    m_rule_row->setVisible(by_rule);
    const Route now = route();
    m_slots->setText(now.size() == m_all.size() ? tr("Every layer stays.") : tr("Keeps %1.").arg(routeWords()));
    m_slots->setVisible(by_rule);
    if (now == m_last) return;
    m_last = now;
    Q_EMIT routeChanged();
    Q_EMIT changed();
}

Route VariantForm::route() const {
    const int index = m_choice->currentIndex();
    if (index < 0 || m_all.empty()) return m_all;
    const Route& chosen = m_routes[static_cast<std::size_t>(index)];
    if (!chosen.empty()) return chosen;
    return chooseRoute(static_cast<Strategy>(m_rule->currentData().toInt()), m_all, m_depth->value());
}

QString VariantForm::routeWords() const {
    const Route now = route();
    if (now.size() == m_all.size()) return tr("every layer");
    return now.size() == 1 ? tr("layer %1").arg(now.front()) : tr("layers %1").arg(routeText(now));
}

bool VariantForm::wantsPerMatrix() const { return m_per_matrix->isChecked(); }

Variant VariantForm::variant() const {
    Variant variant = m_variant;
    variant.embeddings = m_embeddings->isEnabled() && m_embeddings->isChecked();
    variant.per_matrix = variant.sparsity > 0 && m_per_matrix->isChecked();
    return variant;
}

}  // namespace layerlab
