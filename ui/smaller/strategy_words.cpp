#include "ui/smaller/strategy_words.h"

#include <QCoreApplication>

namespace layerlab {

namespace {
struct StrategyText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::StrategyText)
};
}  // namespace

QString strategyLabel(Strategy strategy) {
    switch (strategy) {
        case Strategy::EveryOther:
            return StrategyText::tr("Every other layer");
        case Strategy::First:
            return StrategyText::tr("First: drop the top");
        case Strategy::Last:
            return StrategyText::tr("Last: drop the bottom");
        case Strategy::Symmetric:
            return StrategyText::tr("Symmetric: drop the middle");
        case Strategy::AlternateEven:
            return StrategyText::tr("Alternate, even");
        case Strategy::AlternateOdd:
            return StrategyText::tr("Alternate, odd");
        case Strategy::DropRate:
            return StrategyText::tr("By drop rate");
        case Strategy::Contribution:
            return StrategyText::tr("By contribution");
        case Strategy::Search:
            return StrategyText::tr("Search");
    }
    return {};
}

QString strategyHelp(Strategy strategy) {
    switch (strategy) {
        case Strategy::EveryOther:
            return StrategyText::tr("Of N layers a depth k keeps ⌊i·N/k⌋. Fan, Grave and Joulin 2019, section 3.3");
        case Strategy::First:
            return StrategyText::tr("Keeps the layers next to the embeddings. Sajjad et al. 2020, section 3: top-layer dropping");
        case Strategy::Last:
            return StrategyText::tr("Keeps the layers next to the classifier. Sajjad et al. 2020, section 3: bottom-layer dropping");
        case Strategy::Symmetric:
            return StrategyText::tr("Keeps both ends, one more at the bottom where k is odd. Sajjad et al. 2020, section 3");
        case Strategy::AlternateEven:
            return StrategyText::tr("Drops every other layer from the top down, beginning with the last. Sajjad et al. 2020, section 3");
        case Strategy::AlternateOdd:
            return StrategyText::tr("Drops every other layer from the top down, beginning below the last. Sajjad et al. 2020, section 3");
        case Strategy::DropRate:
            return StrategyText::tr(
                "Keeps the layers that LayerDrop drops least, also where it learned the rates. Fan, Grave and Joulin "
                "2019, section 3.3");
        case Strategy::Contribution:
            return StrategyText::tr(
                "Keeps the layers that change the hidden state most on the data: 1 − cos(input, output). Sajjad et "
                "al. 2020, section 3.4");
        case Strategy::Search:
            return StrategyText::tr(
                "Tries routes on the data and keeps the best one of each depth; what was chosen on validation data is "
                "reported on test data, too. Compare Fan, Grave and Joulin 2019, section 3.3");
    }
    return {};
}

}  // namespace layerlab
