#include "engine/data/listops.h"

#include <algorithm>
#include <bit>
#include <numeric>

#include "engine/error.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::int64_t first_digit = 2, first_operator = 12, closing = 16, open_bracket = 17, close_bracket = 18;
constexpr int expression_tries = 10000;  // at one expression

// A set of digits: bit d stands for d.
using Digits = std::uint32_t;
constexpr Digits all_digits = (1u << 10) - 1;
constexpr Digits only(int digit) { return 1u << digit; }
constexpr Digits upTo(int digit) { return (2u << digit) - 1; }
constexpr Digits from(int digit) { return all_digits & ~(only(digit) - 1); }

// Whether half of an even number of arguments can be at most `low`, one of them `low` itself, and the others at least
// `high`, one of them `high` itself: then these two are the middle ones.
bool canBeMiddle(const std::vector<Digits>& arguments, int low, int high) {
    const std::size_t half = arguments.size() / 2;
    const auto fits = [&](std::size_t p, std::size_t q) {
        if (p == q || !(arguments[p] & only(low)) || !(arguments[q] & only(high))) return false;
        std::size_t lower = 1, higher = 1;  // those that have no choice
        for (std::size_t r = 0; r < arguments.size(); ++r) {
            if (r == p || r == q) continue;
            const bool can_low = arguments[r] & upTo(low), can_high = arguments[r] & from(high);
            if (!can_low && !can_high) return false;
            if (!can_high) ++lower;
            if (!can_low) ++higher;
        }
        return lower <= half && higher <= half;
    };
    for (std::size_t p = 0; p < arguments.size(); ++p)
        for (std::size_t q = 0; q < arguments.size(); ++q)
            if (fits(p, q)) return true;
    return false;
}

Digits possibleMedians(const std::vector<Digits>& arguments) {
    const std::size_t beside = (arguments.size() - 1) / 2;  // the most arguments on one side of the middle
    Digits found = 0;
    for (int m = 0; m < 10; ++m) {
        // The middle one, or both of them, can be m.
        std::size_t below = 0, above = 0, either = 0;
        for (const Digits digits : arguments) {
            if (digits & only(m)) continue;
            const bool can_below = digits & (only(m) - 1), can_above = digits & ~upTo(m);
            ++(can_below && can_above ? either : can_below ? below : above);
        }
        if (below <= beside && above <= beside && below + above + either <= 2 * beside) found |= only(m);
        if (arguments.size() % 2) continue;
        for (int high = m + 1; high < 10; ++high)
            if (canBeMiddle(arguments, m, high)) found |= only((m + high) / 2);
    }
    return found;
}

template <class Function>
Digits combined(const std::vector<Digits>& arguments, Function function) {
    return std::accumulate(arguments.begin() + 1, arguments.end(), arguments.front(), [&](Digits left, Digits right) {
        Digits result = 0;
        for (int a = 0; a < 10; ++a)
            for (int b = 0; b < 10; ++b)
                if ((left & only(a)) && (right & only(b))) result |= only(function(a, b));
        return result;
    });
}

// All values that `node` can have when the operators at level `hidden` are unknown digits. Exact: no digit occurs twice
// in an expression, so arguments vary independently.
Digits possibleValues(const ListopsNode& node, int level, int hidden) {
    if (node.arguments.empty()) return only(node.symbol);
    if (level == hidden) return all_digits;
    std::vector<Digits> arguments;
    arguments.reserve(node.arguments.size());
    for (const ListopsNode& argument : node.arguments) arguments.push_back(possibleValues(argument, level + 1, hidden));
    switch (node.symbol) {
        case ListopsNode::Min:
            return combined(arguments, [](int a, int b) { return std::min(a, b); });
        case ListopsNode::Max:
            return combined(arguments, [](int a, int b) { return std::max(a, b); });
        case ListopsNode::Median:
            return possibleMedians(arguments);
        default:
            return combined(arguments, [](int a, int b) { return (a + b) % 10; });
    }
}

// One try at one expression. With `spine` above the root's level, an operator stands at every level above `spine` along
// one path; all other nodes are drawn freely down to level `last`.
class TreeDrawer {
public:
    TreeDrawer(const ListopsTask& task, SampleDraws& draws, int last, int spine)
        : m_task(task), m_draws(draws), m_last(last), m_spine(spine) {}
    // False where the expression becomes too long.
    bool draw(ListopsNode& node) { return draw(node, 1, true); }

private:
    bool draw(ListopsNode& node, int level, bool on_spine) {
        const bool is_operator = level < m_last && ((on_spine && level < m_spine) || m_draws.uniform() < m_task.operator_probability);
        if (!is_operator) {
            node.symbol = static_cast<int>(m_draws.below(10));
            return ++m_tokens <= m_task.max_length;
        }
        node.symbol = ListopsNode::Min + static_cast<int>(m_draws.below(4));
        const auto count = 2 + m_draws.below(static_cast<std::uint32_t>(m_task.max_arguments - 1));
        m_tokens += 2;
        if (m_task.binary_brackets) m_tokens += 2 * (static_cast<int>(count) + 1);
        const bool goes_on = on_spine && level + 1 < m_spine;
        const std::uint32_t next = goes_on ? m_draws.below(count) : 0;
        node.arguments.resize(count);
        for (std::uint32_t i = 0; i < count; ++i)
            if (!draw(node.arguments[i], level + 1, goes_on && i == next)) return false;
        return true;
    }

    const ListopsTask& m_task;
    SampleDraws& m_draws;
    int m_last, m_spine, m_tokens = 0;
};

void write(const ListopsNode& node, bool binary, std::vector<std::int64_t>& tokens) {
    if (node.arguments.empty()) {
        tokens.push_back(first_digit + node.symbol);
        return;
    }
    if (binary) tokens.insert(tokens.end(), node.arguments.size() + 1, open_bracket);
    tokens.push_back(first_operator + node.symbol - ListopsNode::Min);
    for (const ListopsNode& argument : node.arguments) {
        write(argument, binary, tokens);
        if (binary) tokens.push_back(close_bracket);
    }
    tokens.push_back(closing);
    if (binary) tokens.push_back(close_bracket);
}

// The first token of a sample that lies in first … first + count - 1, as a number from 0; -1: none.
std::int64_t firstOf(const Sample& sample, std::int64_t first, std::int64_t count) {
    const auto found = std::find_if(sample.tokens.begin(), sample.tokens.end(),
                                    [&](std::int64_t token) { return token >= first && token < first + count; });
    return found == sample.tokens.end() ? -1 : *found - first;
}

}  // namespace

int listopsValue(const ListopsNode& node) {
    if (node.arguments.empty()) return node.symbol;
    std::vector<int> values;
    values.reserve(node.arguments.size());
    for (const ListopsNode& argument : node.arguments) values.push_back(listopsValue(argument));
    if (node.symbol == ListopsNode::SumModulo) return std::accumulate(values.begin(), values.end(), 0) % 10;
    std::sort(values.begin(), values.end());
    if (node.symbol == ListopsNode::Min) return values.front();
    if (node.symbol == ListopsNode::Max) return values.back();
    return (values[(values.size() - 1) / 2] + values[values.size() / 2]) / 2;
}

int listopsDepth(const ListopsNode& node) {
    int deepest = 0;
    for (const ListopsNode& argument : node.arguments) deepest = std::max(deepest, listopsDepth(argument));
    return deepest + 1;
}

int listopsNeededDepth(const ListopsNode& node) {
    int hidden = 1;
    while (!std::has_single_bit(possibleValues(node, 1, hidden))) ++hidden;
    return hidden;
}

ListopsGenerator::ListopsGenerator(const ListopsTask& task) : m_task(task) {
    if (task.max_arguments < 2 || task.max_depth < 1)
        throw Error(ErrorKind::BadInput, text("task.max_arguments has to be at least 2 and task.max_depth at least 1"));
    const bool forced = task.grammar == ListopsTask::Grammar::Depth || task.operator_root;
    if (forced && task.max_depth < 2)
        throw Error(ErrorKind::BadInput, text("an expression that begins with an operator has two levels: raise task.max_depth to 2"));
    // Every operator of the shortest deep expression has two arguments, and one of them is the next operator.
    const int operators = task.grammar == ListopsTask::Grammar::Depth ? task.max_depth - 1 : forced ? 1 : 0;
    const int shortest = operators * (task.binary_brackets ? 9 : 3) + 1;
    if (task.max_length < shortest)
        throw Error(
            ErrorKind::BadInput,
            text("the shortest of these expressions has %1 tokens: raise task.max_length to that, or lower task.max_depth", shortest));
}

ListopsNode ListopsGenerator::drawTree(SampleDraws& draws) const {
    const bool by_depth = m_task.grammar == ListopsTask::Grammar::Depth;
    const int depth = by_depth ? 2 + static_cast<int>(draws.below(static_cast<std::uint32_t>(m_task.max_depth - 1))) : m_task.max_depth;
    const int spine = by_depth ? depth : m_task.operator_root ? 2 : 1;
    for (int i = 0; i < expression_tries; ++i) {
        ListopsNode node;
        if (!TreeDrawer(m_task, draws, depth, spine).draw(node)) continue;
        if (!by_depth || listopsNeededDepth(node) == depth) return node;
    }
    throw Error(ErrorKind::BadInput, text("hardly an expression of the task has at most %1 tokens: raise task.max_length, or lower "
                                          "task.max_depth, task.max_arguments or task.operator_probability",
                                          m_task.max_length));
}

Sample ListopsGenerator::sampleOf(const ListopsNode& node) const {
    Sample sample{{class_token}, {listopsValue(node)}, {listopsDepth(node)}};
    write(node, m_task.binary_brackets, sample.tokens);
    return sample;
}

Sample ListopsGenerator::draw(const Draws& draws, std::uint32_t example, std::uint32_t attempt) const {
    SampleDraws own(draws, example, attempt);
    return sampleOf(drawTree(own));
}

TaskSize ListopsGenerator::size() const { return {m_task.binary_brackets ? 19 : 17, 10, 1 + m_task.max_length}; }

std::vector<std::string> ListopsGenerator::labelNames() const {
    std::vector<std::string> names;
    for (int digit = 0; digit < 10; ++digit) names.push_back(std::to_string(digit));
    return names;
}

std::vector<std::string> ListopsGenerator::tokenNames() const {
    std::vector<std::string> names{"[PAD]", "[CLS]"};
    for (const std::string& digit : labelNames()) names.push_back(digit);
    names.insert(names.end(), {"[MIN", "[MAX", "[MED", "[SM", "]"});
    if (m_task.binary_brackets) names.insert(names.end(), {"(", ")"});
    return names;
}

std::string ListopsGenerator::difficultyName() const { return words("depth"); }

std::pair<int, int> ListopsGenerator::difficultyRange() const {
    const bool forced = m_task.grammar == ListopsTask::Grammar::Depth || m_task.operator_root;
    return {forced ? 2 : 1, m_task.max_depth};
}

std::vector<Baseline> ListopsGenerator::ownBaselines(const std::vector<Sample>& samples) const {
    return {
        {words("first digit"), shareRight(samples, 10, [](const Sample& s, std::size_t) { return firstOf(s, first_digit, 10); })},
        {words("most frequent for the outermost operator"),
         shareOfMostFrequent(samples, 10, [](const Sample& s, std::size_t) { return firstOf(s, first_operator, 4); })},
    };
}

}  // namespace layerlab
