#include "engine/data/wordpiece.h"

#include <algorithm>
#include <map>
#include <queue>
#include <unordered_map>

#include "engine/data/words.h"

namespace layerlab {

namespace {

constexpr std::size_t most_words = 500'000;     // the most frequent ones say enough about what belongs together
constexpr std::size_t most_characters = 6'000;  // Chinese text has thousands
constexpr std::size_t most_letters = 100;       // characters

struct Word {
    std::vector<std::uint32_t> pieces;
    std::int64_t count = 0;
};

using Pair = std::uint64_t;
Pair pairOf(std::uint32_t a, std::uint32_t b) { return (Pair{a} << 32) | b; }

class Merging {
public:
    Merging(std::vector<Word> words, std::vector<std::string> pieces) : m_words(std::move(words)), m_pieces(std::move(pieces)) {
        for (std::uint32_t i = 0; i < m_pieces.size(); ++i) m_numbers.emplace(m_pieces[i], i);
        for (std::uint32_t w = 0; w < m_words.size(); ++w) add(w, 1);
        for (const auto& [pair, count] : m_counts) m_queue.push({count, pair});
    }

    std::vector<std::string> run(std::size_t size) {
        while (m_pieces.size() < size && !m_queue.empty()) {
            const Candidate best = m_queue.top();
            m_queue.pop();
            const std::int64_t count = m_counts[best.pair];
            if (count < best.count) {  // it became rarer since
                if (count > 0) m_queue.push({count, best.pair});
                continue;
            }
            if (count < 2) break;
            merge(best.pair);
        }
        return m_pieces;
    }

private:
    struct Candidate {
        std::int64_t count;
        Pair pair;
        // The most frequent first; of equals the one whose pieces are older.
        bool operator<(const Candidate& other) const { return count != other.count ? count < other.count : pair > other.pair; }
    };

    void add(std::uint32_t number, int sign) {
        const Word& word = m_words[number];
        for (std::size_t i = 0; i + 1 < word.pieces.size(); ++i) {
            const Pair pair = pairOf(word.pieces[i], word.pieces[i + 1]);
            m_counts[pair] += sign * word.count;
            if (sign < 0) continue;
            auto& where = m_where[pair];
            if (where.empty() || where.back() != number) where.push_back(number);
            m_touched.push_back(pair);
        }
    }

    void merge(Pair pair) {
        const auto left = static_cast<std::uint32_t>(pair >> 32), right = static_cast<std::uint32_t>(pair);
        const std::string name = m_pieces[left] + m_pieces[right].substr(2);  // the right one starts with ##
        // Two ways may lead to the same piece.
        const auto [found, is_new] = m_numbers.emplace(name, static_cast<std::uint32_t>(m_pieces.size()));
        if (is_new) m_pieces.push_back(name);
        const std::uint32_t merged = found->second;
        const std::vector<std::uint32_t> where = std::move(m_where[pair]);
        m_where.erase(pair);
        m_touched.clear();
        for (const std::uint32_t number : where) {
            auto& pieces = m_words[number].pieces;
            std::vector<std::uint32_t> now;
            for (std::size_t i = 0; i < pieces.size(); ++i) {
                const bool here = i + 1 < pieces.size() && pieces[i] == left && pieces[i + 1] == right;
                now.push_back(here ? merged : pieces[i]);
                i += here;
            }
            if (now.size() == pieces.size()) continue;
            add(number, -1);
            pieces = std::move(now);
            add(number, 1);
        }
        std::sort(m_touched.begin(), m_touched.end());
        m_touched.erase(std::unique(m_touched.begin(), m_touched.end()), m_touched.end());
        for (const Pair touched : m_touched) m_queue.push({m_counts[touched], touched});
    }

    std::vector<Word> m_words;
    std::vector<std::string> m_pieces;
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::unordered_map<Pair, std::int64_t> m_counts;
    std::unordered_map<Pair, std::vector<std::uint32_t>> m_where;  // words that have, or once had, the pair
    std::vector<Pair> m_touched;
    std::priority_queue<Candidate> m_queue;
};

}  // namespace

std::vector<std::string> trainPieces(std::vector<std::pair<std::string, std::int64_t>> counts, int size) {
    if (size <= 0) return {};
    std::sort(counts.begin(), counts.end(),
              [](const auto& a, const auto& b) { return a.second != b.second ? a.second > b.second : a.first < b.first; });
    std::map<std::string, std::int64_t> characters;
    std::vector<std::vector<std::string>> spelt;
    if (counts.size() > most_words) counts.resize(most_words);
    for (const auto& [word, count] : counts) {
        auto& letters = spelt.emplace_back();
        eachCharacter(word, [&](std::string_view c) { letters.push_back((letters.empty() ? "" : "##") + std::string(c)); });
        if (letters.size() > most_letters) letters.clear();
        for (const auto& letter : letters) characters[letter] += count;
    }
    std::vector<std::pair<std::int64_t, std::string>> order;
    for (const auto& [letter, count] : characters) order.emplace_back(-count, letter);
    std::sort(order.begin(), order.end());
    order.resize(std::min({order.size(), most_characters, static_cast<std::size_t>(size)}));
    std::vector<std::string> pieces;
    std::unordered_map<std::string, std::uint32_t> numbers;
    for (const auto& [count, letter] : order) {
        numbers.emplace(letter, static_cast<std::uint32_t>(pieces.size()));
        pieces.push_back(letter);
    }
    std::vector<Word> words;
    for (std::size_t w = 0; w < spelt.size(); ++w) {
        Word word{{}, counts[w].second};
        for (const auto& letter : spelt[w])
            if (const auto found = numbers.find(letter); found != numbers.end()) word.pieces.push_back(found->second);
        if (word.pieces.size() > 1 && word.pieces.size() == spelt[w].size()) words.push_back(std::move(word));
    }
    spelt = {};
    return Merging(std::move(words), std::move(pieces)).run(static_cast<std::size_t>(size));
}

}  // namespace layerlab
