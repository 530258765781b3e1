// Metrics of a classification, from counts alone.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
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
    std::vector<std::vector<std::int64_t>> rows() const;  // [truth][predicted]

private:
    std::int64_t m_labels;
    std::vector<std::int64_t> m_counts;
};

// The answers of one route to a whole split. Only the first `counted` labels count for accuracy.
class Tally {
public:
    static constexpr int most_confused = 1000;  // labels of a confusion matrix: it grows with their square

    // confusion: whether there is a matrix at all.
    Tally(int labels, int counted, bool confusion = true);
    void add(std::int64_t truth, std::int64_t predicted);
    void add(std::int64_t truth, std::int64_t predicted, int difficulty);

    double accuracy() const { return m_counted.share(); }
    double accuracyOfAll() const { return m_all.share(); }                                // labels that do not count, too
    std::map<int, double> byDifficulty() const;                                           // the accuracy of each difficulty that occurred
    const Confusion* confusion() const { return m_confusion ? &*m_confusion : nullptr; }  // nullptr: too many labels

private:
    struct Right {
        std::int64_t right = 0, all = 0;
        void add(bool is_right) { ++all, right += is_right; }
        double share() const { return all > 0 ? static_cast<double>(right) / static_cast<double>(all) : 0.0; }
    };
    int m_counted_labels;
    Right m_counted, m_all;
    std::map<int, Right> m_by_difficulty;
    std::optional<Confusion> m_confusion;
};

}  // namespace layerlab
