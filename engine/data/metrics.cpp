#include "engine/data/metrics.h"

#include <cmath>

namespace layerlab {

double Confusion::accuracy(int counted) const {
    std::int64_t right = 0, all = 0;
    for (int t = 0; t < counted; ++t)
        for (int p = 0; p < m_labels; ++p) {
            all += count(t, p);
            if (t == p) right += count(t, p);
        }
    return all > 0 ? static_cast<double>(right) / static_cast<double>(all) : 0.0;
}

double Confusion::macroF1() const {
    double sum = 0;
    int present = 0;
    for (int label = 0; label < m_labels; ++label) {
        std::int64_t truth = 0, predicted = 0;
        for (int other = 0; other < m_labels; ++other) truth += count(label, other), predicted += count(other, label);
        if (truth + predicted == 0) continue;
        ++present;
        sum += 2.0 * static_cast<double>(count(label, label)) / static_cast<double>(truth + predicted);
    }
    return present > 0 ? sum / present : 0.0;
}

double Confusion::matthews() const {
    double right = 0, all = 0, cross = 0, truth_squares = 0, predicted_squares = 0;
    for (int label = 0; label < m_labels; ++label) {
        double truth = 0, predicted = 0;
        for (int other = 0; other < m_labels; ++other) {
            truth += static_cast<double>(count(label, other));
            predicted += static_cast<double>(count(other, label));
        }
        right += static_cast<double>(count(label, label));
        all += truth;
        cross += truth * predicted;
        truth_squares += truth * truth;
        predicted_squares += predicted * predicted;
    }
    const double below = std::sqrt((all * all - predicted_squares) * (all * all - truth_squares));
    return below > 0 ? (right * all - cross) / below : 0.0;
}

std::vector<std::vector<std::int64_t>> Confusion::rows() const {
    std::vector<std::vector<std::int64_t>> all;
    for (auto row = m_counts.begin(); row != m_counts.end(); row += m_labels) all.emplace_back(row, row + m_labels);
    return all;
}

Tally::Tally(int labels, int counted, bool confusion) : m_counted_labels(counted) {
    if (confusion && labels <= most_confused) m_confusion.emplace(labels);
}

void Tally::add(std::int64_t truth, std::int64_t predicted) {
    m_all.add(truth == predicted);
    if (truth < m_counted_labels) m_counted.add(truth == predicted);
    if (m_confusion) m_confusion->add(truth, predicted);
}

void Tally::add(std::int64_t truth, std::int64_t predicted, int difficulty) {
    add(truth, predicted);
    if (truth < m_counted_labels) m_by_difficulty[difficulty].add(truth == predicted);
}

std::map<int, double> Tally::byDifficulty() const {
    std::map<int, double> shares;
    for (const auto& [difficulty, right] : m_by_difficulty) shares[difficulty] = right.share();
    return shares;
}

}  // namespace layerlab
