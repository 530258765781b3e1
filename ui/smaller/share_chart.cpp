#include "ui/smaller/share_chart.h"

#include "ui/format.h"

namespace layerlab {

namespace {

constexpr int shares = 9;  // 0.1 … 0.9

double& shareOf(Variant& variant, Pruned what) {
    switch (what) {
        case Pruned::Heads:
            return variant.heads;
        case Pruned::Units:
            return variant.units;
        case Pruned::Weights:
            break;
    }
    return variant.sparsity;
}

}  // namespace

ShareChart::ShareChart(QWidget* parent) : ChartView(parent) {
    setObjectName(QStringLiteral("shareChart"));
    setTitle(tr("Accuracy by sparsity"));
    setAxisTitles(tr("share taken out"), tr("accuracy, %"));
    setEmptyText(tr("A sparsity curve appears here: shares from 0.1 to 0.9."));
    setFormats([](double share) { return QString::number(share, 'f', 1); }, [](double percent) { return percentText(percent / 100); });
    setFractionalX();
    setYLimits(0, 100);
    setXRange(0, 0.9);
    setSortedValues(true);
}

void ShareChart::clear() {
    for (const auto& [name, curve] : m_of) removeCurve(curve);
    m_of.clear();
    refresh();
}

std::vector<Variant> ShareChart::variants(Pruned what, const Variant& base) {
    std::vector<Variant> all;
    for (int i = 1; i <= shares; ++i) {
        Variant variant = base;
        shareOf(variant, what) = i / 10.0;
        all.push_back(variant);
    }
    return all;
}

void ShareChart::add(Pruned what, const Variant& base, const QString& route, const Evaluated& evaluated) {
    Variant rest = base;
    shareOf(rest, what) = 0;
    QString name = what == Pruned::Heads   ? tr("heads")
                   : what == Pruned::Units ? tr("units")
                   : base.per_matrix       ? tr("weights of every matrix")
                                           : tr("weights");
    rest.per_matrix = false;
    if (rest != Variant{}) name += QStringLiteral(", ") + QString::fromStdString(variantName(rest));
    name += QStringLiteral(", ") + route;
    ChartCurve*& curve = m_of[name];
    if (!curve) {
        CurveLook look;
        look.color = [index = static_cast<int>(m_of.size()) - 1](const Theme& t) { return t.categorical(index); };
        look.width = 2;
        look.points = true;
        look.end_label = true;
        curve = addCurve(name, look);
    }
    QList<double> x, y;
    // Without other settings nothing taken out is the model as it is.
    if (rest == Variant{}) {
        x << 0;
        y << evaluated.full.accuracy * 100;
    }
    for (std::size_t i = 0; i < evaluated.depths.size(); ++i) {
        x << static_cast<double>(i + 1) / 10;
        y << evaluated.depths[i].accuracy * 100;
    }
    setData(curve, x, y);
    fit();
    refresh();
}

}  // namespace layerlab
