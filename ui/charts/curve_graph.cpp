#include "ui/charts/curve_graph.h"

#include <algorithm>
#include <cmath>

namespace layerlab {

namespace {

constexpr int piece = 24;   // points of one stroke
constexpr int block = 256;  // points summed up in one extent
constexpr int crowded_graphs = 16, crowded_points = 600;
constexpr int dense = 8;  // points a pixel column from which summing up pays

void strokeInPieces(QCPPainter* painter, const QPointF* points, int size) {
    for (int at = 0; at < size - 1; at += piece) painter->drawPolyline(points + at, std::min(piece + 1, size - at));
}

}  // namespace

void CurveGraph::changedFrom(int index) { m_blocks.resize(std::min(m_blocks.size(), static_cast<std::size_t>(index / block))); }

CurveGraph::Extent CurveGraph::extentOf(int from, int to) const {
    const auto data = mDataContainer->constBegin();
    Extent extent{(data + from)->value, (data + from)->value};
    const auto take = [&extent](double least, double greatest) {
        extent.least = std::min(extent.least, least);
        extent.greatest = std::max(extent.greatest, greatest);
    };
    for (int i = from; i < to;) {
        const auto which = static_cast<std::size_t>(i / block);
        if (i % block == 0 && i + block <= to && which < m_blocks.size()) {
            take(m_blocks[which].least, m_blocks[which].greatest);
            i += block;
        } else {
            take((data + i)->value, (data + i)->value);
            ++i;
        }
    }
    return extent;
}

void CurveGraph::getOptimizedLineData(QVector<QCPGraphData>* lines, const QCPGraphDataContainer::const_iterator& begin,
                                      const QCPGraphDataContainer::const_iterator& end) const {
    const QCPAxis* axis = keyAxis();
    const double left = begin == end ? 0 : axis->coordToPixel(begin->key), right = begin == end ? 0 : axis->coordToPixel((end - 1)->key);
    if (begin == end || !(static_cast<double>(end - begin) > dense * (std::abs(right - left) + 1))) {
        QCPGraph::getOptimizedLineData(lines, begin, end);
        return;
    }
    const auto all = mDataContainer->constBegin();
    for (int next = static_cast<int>(m_blocks.size()); (next + 1) * block <= mDataContainer->size(); ++next)
        m_blocks.push_back(extentOf(next * block, (next + 1) * block));

    const int last = static_cast<int>(end - all);
    lines->clear();
    lines->reserve(4 * static_cast<int>(std::abs(right - left) + 2));
    for (int i = static_cast<int>(begin - all); i < last;) {
        // The end of the pixel column that this point stands in; at least this point is in it.
        const double border = axis->pixelToCoord(std::floor(axis->coordToPixel((all + i)->key)) + 1);
        const auto beyond =
            std::lower_bound(all + i + 1, end, border, [](const QCPGraphData& point, double key) { return point.key < key; });
        const int next = static_cast<int>(beyond - all);
        lines->append(*(all + i));
        if (next - i > 2) {
            const Extent extent = extentOf(i, next);
            const double middle = (all + (i + next) / 2)->key;
            lines->append(QCPGraphData(middle, extent.least));
            lines->append(QCPGraphData(middle, extent.greatest));
        }
        if (next - i > 1) lines->append(*(all + next - 1));
        i = next;
    }
}

void CurveGraph::drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const {
    if (painter->pen().style() == Qt::NoPen || lines.size() < 2) return;
    applyDefaultAntialiasingHint(painter);
    const int size = static_cast<int>(lines.size());
    // Many noisy lines: a pen of one pixel is strokes faster by several times, and thicker ones would only cover each other.
    if (size > crowded_points && mParentPlot->graphCount() > crowded_graphs && painter->pen().widthF() > 1) {
        QPen thin = painter->pen();
        thin.setWidthF(1);
        painter->setPen(thin);
    }
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
