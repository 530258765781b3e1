#include "ui/compare/compare_words.h"

#include <QCoreApplication>
#include <QStringList>

#include "ui/format.h"

namespace layerlab {

// The context of this file's words for translators.
struct CompareText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::CompareText)
};

QString meanText(const Interval& accuracy) { return QString::fromStdString(accuracyText(accuracy)) + QStringLiteral(" %"); }

QString seedsText(std::size_t seeds) { return seeds == 1 ? CompareText::tr("1 seed") : CompareText::tr("%1 seeds").arg(seeds); }

QString layersText(int depth) { return depth == 1 ? CompareText::tr("1 layer") : CompareText::tr("%1 layers").arg(depth); }

QString costsText(const RouteResult& result) {
    QStringList costs;
    if (result.parameters > 0) costs << CompareText::tr("%1 parameters").arg(countText(static_cast<double>(result.parameters)));
    if (result.flops > 0) costs << flopsText(result.flops);
    if (result.latency_ms) costs << millisecondsText(*result.latency_ms);
    if (result.bytes) costs << bytesText(static_cast<double>(*result.bytes));
    return costs.join(QStringLiteral(" \u00b7 "));
}

}  // namespace layerlab
