// Accuracy over the share of weights, heads or units that is taken out: a curve each, of the routes and formats that were asked for.
#pragma once

#include <map>
#include <string>

#include "engine/depths/choices.h"
#include "ui/charts/chart_view.h"

namespace layerlab {

enum class Pruned { Weights, Heads, Units };

class ShareChart : public ChartView {
    Q_OBJECT

public:
    explicit ShareChart(QWidget* parent = nullptr);

    void clear();
    // The variants of a curve: the settings of `base`, with these shares of `what`.
    static std::vector<Variant> variants(Pruned what, const Variant& base);
    // What was measured of them, the model as it is first.
    void add(Pruned what, const Variant& base, const QString& route, const Evaluated& evaluated);

private:
    std::map<QString, ChartCurve*> m_of;  // by name
};

}  // namespace layerlab
