// What a person chooses of a smaller model: which slots, which numbers its weights become, and what of it goes.
#pragma once

#include <QWidget>
#include <vector>

#include "engine/depths/choices.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QSpinBox;

namespace layerlab {

class SliderEditor;

class VariantForm : public QWidget {
    Q_OBJECT

public:
    explicit VariantForm(QWidget* parent = nullptr);

    // all: the slots that can run. hand: the route made by hand, `all` where there is none. measured: depths that the chart shows.
    void setRoutes(const Route& all, const Route& hand, const std::vector<RouteResult>& measured);
    void chooseHand();  // the route made by hand
    bool isWhole() const { return route() == m_all; }
    Route route() const;  // slots from 1, ascending
    Variant variant() const;
    bool wantsPerMatrix() const;  // also without a sparsity
    QString routeWords() const;   // "layers 1 3 5"

Q_SIGNALS:
    void routeChanged();
    void changed();

private:
    SliderEditor* addShare(const char* name, const QString& help, double& value);
    void showRule();

    QComboBox* m_choice;
    QWidget* m_rule_row;
    QSpinBox* m_depth;
    QComboBox* m_rule;
    QLabel* m_slots;
    QComboBox* m_format;
    QCheckBox* m_embeddings;
    SliderEditor* m_sparsity;
    QCheckBox* m_per_matrix;
    SliderEditor* m_heads;
    SliderEditor* m_units;
    Route m_all;
    std::vector<Route> m_routes;  // of the choices; the last one is by the rule
    Route m_last;
    Variant m_variant;
};

}  // namespace layerlab
