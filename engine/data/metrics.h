// Metrics of a classification, from counts alone.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace layerlab {

// How often label t was predicted as p. Shared by all tasks: one label a sequence or one a position.
class Confusion {
public:
    explicit Confusion(int labels) : m_labels(labels), m_counts(static_cast<std::size_t>(labels) * static_cast<std::size_t>(labels)) {}
    void add(std::int64_t truth, std::int64_t predicted) { ++m_counts[static_cast<std::size_t>(truth * m_labels + predicted)]; }
    std::int64_t count(int truth, int predicted) const { return m_counts[static_cast<std::size_t>(truth * m_labels + predicted)]; }

    // Share of right answers among examples whose label is below `counted` (the task's accuracy).
    double accuracy(int counted) const;
    double macroF1() const;   // mean over labels that occur or were predicted
    double matthews() const;  // Matthews correlation, of Gorodkin 2004 where there are more than two labels; 0 if undefined

private:
    std::int64_t m_labels;
    std::vector<std::int64_t> m_counts;
};

}  // namespace layerlab
