#include "engine/data/group_words.h"

#include <algorithm>
#include <numeric>

#include "engine/text.h"

namespace layerlab {

namespace {

bool isEven(const std::vector<int>& permutation) {
    int inversions = 0;
    for (std::size_t i = 0; i < permutation.size(); ++i)
        for (std::size_t j = i + 1; j < permutation.size(); ++j) inversions += permutation[i] > permutation[j];
    return inversions % 2 == 0;
}

// In lexicographic order, which begins with the identity.
std::vector<std::vector<int>> permutations(int points, bool even_only) {
    std::vector<int> next(static_cast<std::size_t>(points));
    std::iota(next.begin(), next.end(), 0);
    std::vector<std::vector<int>> all;
    do {
        if (!even_only || isEven(next)) all.push_back(next);
    } while (std::next_permutation(next.begin(), next.end()));
    return all;
}

}  // namespace

GroupTable::GroupTable(GroupWordsTask::Group group) {
    using Group = GroupWordsTask::Group;
    if (group == Group::Z60) {
        m_order = 60;
        m_permutations.resize(60);
        for (int a = 0; a < m_order; ++a)
            for (int b = 0; b < m_order; ++b) m_products.push_back((a + b) % m_order);
        return;
    }
    m_permutations = permutations(group == Group::S3 ? 3 : 5, group == Group::A5);
    m_order = static_cast<int>(m_permutations.size());
    for (const auto& a : m_permutations) {
        for (const auto& b : m_permutations) {
            std::vector<int> both;
            for (const int point : a) both.push_back(b[static_cast<std::size_t>(point)]);
            const auto found = std::lower_bound(m_permutations.begin(), m_permutations.end(), both);
            m_products.push_back(static_cast<int>(found - m_permutations.begin()));
        }
    }
}

std::string GroupTable::name(int element) const {
    if (permutation(element).empty()) return std::to_string(element);
    std::string name;
    for (const int point : permutation(element)) name += static_cast<char>('1' + point);
    return name;
}

Sample GroupWordsGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    SampleDraws own(draws, example, attempt);
    Sample sample;
    int product = 0;
    for (int i = 1; i <= m_task.length; ++i) {
        const auto element = static_cast<int>(own.below(static_cast<std::uint32_t>(m_table.order())));
        product = m_table.product(product, element);
        sample.tokens.push_back(1 + element);
        sample.labels.push_back(product);
        sample.difficulty.push_back(i);
    }
    return sample;
}

std::vector<std::string> GroupWordsGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int element = 0; element < m_table.order(); ++element) names.push_back(m_table.name(element));
    return names;
}

std::vector<std::string> GroupWordsGenerator::tokenNames() const {
    std::vector<std::string> names = labelNames();
    names.insert(names.begin(), "[PAD]");
    return names;
}

std::string GroupWordsGenerator::difficultyName() const { return words("length of the product"); }

std::vector<Baseline> GroupWordsGenerator::ownBaselines(const std::vector<Sample>& samples) const {
    return {{words("last element"), shareRight(samples, m_table.order(), [](const Sample& s, std::size_t i) { return s.tokens[i] - 1; })}};
}

}  // namespace layerlab
