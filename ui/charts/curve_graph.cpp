#include "ui/charts/curve_graph.h"

#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

constexpr int piece = 24;  // points of one stroke

void strokeInPieces(QCPPainter* painter, const QPointF* points, int size) {
    for (int at = 0; at < size - 1; at += piece) painter->drawPolyline(points + at, std::min(piece + 1, size - at));
}

}  // namespace

void CurveGraph::drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const {
    if (painter->pen().style() == Qt::NoPen || lines.size() < 2) return;
    applyDefaultAntialiasingHint(painter);
    const int size = static_cast<int>(lines.size());
    if (size <= 400 || painter->modes().testFlag(QCPPainter::pmVectorized)) painter->drawPolyline(lines.constData(), size);
    else if (painter->pen().style() == Qt::SolidLine) strokeInPieces(painter, lines.constData(), size);
    else drawDashed(painter, lines);
}

// Gaps by the horizontal place: along a noisy line the pattern of a pen would turn into grey.
void CurveGraph::drawDashed(QCPPainter* painter, const QVector<QPointF>& lines) const {
    QPen pen = painter->pen();
    const QList<qreal> pattern = pen.dashPattern();
    double period = 0;
    for (const qreal part : pattern) period += part;
    const double unit = std::max(1.0, pen.widthF());
    const auto drawn = [&](double x) {
        double place = std::fmod(x / unit, period);
        if (place < 0) place += period;
        for (qsizetype i = 0; i < pattern.size(); ++i) {
            if (place < pattern[i]) return i % 2 == 0;
            place -= pattern[i];
        }
        return false;
    };
    pen.setStyle(Qt::SolidLine);
    pen.setCapStyle(Qt::FlatCap);
    painter->setPen(pen);
    const int size = static_cast<int>(lines.size());
    int begin = 0;  // of the dash that is being collected
    for (int i = 1; i < size; ++i) {
        if (drawn((lines[i - 1].x() + lines[i].x()) / 2)) continue;
        strokeInPieces(painter, lines.constData() + begin, i - begin);
        begin = i;
    }
    strokeInPieces(painter, lines.constData() + begin, size - begin);
}

}  // namespace layerlab
