#include "engine/data/encoded_table.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

#include <nlohmann/json.hpp>

#include "engine/data/task_files.h"
#include "engine/random.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t block_bytes = 2u << 20;
constexpr std::size_t most_labels = 10'000;
constexpr std::uint8_t unused = 3;

// Numbers stand in their order, names in that of their bytes.
std::vector<std::string> sortedLabels(std::set<std::string> names) {
    std::vector<std::string> labels(names.begin(), names.end());
    const auto whole = [](const std::string& name) {
        const std::size_t sign = name.starts_with('-') ? 1 : 0;
        return name.size() > sign && name.size() < 18 && name.find_first_not_of("0123456789", sign) == std::string::npos;
    };
    if (std::all_of(labels.begin(), labels.end(), whole))
        std::stable_sort(labels.begin(), labels.end(),
                         [](const std::string& a, const std::string& b) { return std::stoll(a) < std::stoll(b); });
    return labels;
}

std::string settingsOf(const TableTask& task, std::uint64_t seed) {
    return nlohmann::json{static_cast<int>(task.layout),
                          static_cast<int>(task.format.separator),
                          static_cast<int>(task.format.quoting),
                          task.format.header,
                          task.first_column,
                          task.second_column,
                          task.label_column,
                          task.files.valid.empty() ? task.split : 0,
                          task.max_length,
                          task.train_examples,
                          static_cast<int>(task.vocabulary.kind),
                          task.vocabulary.size,
                          task.vocabulary.lower_case,
                          task.files.valid.empty() || task.train_examples > 0 ? seed : 0}
        .dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

// Rows on their way to another thread: their cells in one string.
struct EncodedTable::Block {
    struct Row {
        std::size_t first_end, second_end;
        std::uint32_t value;
        Split split;
    };
    std::string bytes;
    std::vector<Row> rows;

    template <class Use>
    void each(const Use& use) const {
        std::size_t from = 0;
        for (const Row& row : rows) {
            const std::string_view all = bytes;
            use(row, all.substr(from, row.first_end - from), all.substr(row.first_end, row.second_end - row.first_end));
            from = row.second_end;
        }
    }
};

struct EncodedTable::Encoded {
    struct Row {
        std::size_t length;
        std::uint32_t value;
        Split split;
    };
    std::vector<std::uint32_t> tokens;
    std::vector<Row> rows;
    std::array<std::int64_t, 3> counted{}, unknown{};
};

std::pair<std::size_t, std::size_t> cutToFit(std::size_t first, std::size_t second, std::size_t room) {
    if (first + second <= room) return {first, second};
    const std::size_t half = room / 2;
    if (first <= room - half) return {first, room - first};
    if (second <= half) return {room - second, second};
    return {room - half, half};
}

EncodedTable::EncodedTable(const TableTask& task, std::uint64_t seed, const VocabularySource& vocabulary_from, const DataReading& reading)
    : m_task(task),
      m_seed(seed),
      m_vocabulary_from(vocabulary_from),
      m_threads(reading.threads),
      m_passes(reading.watch, 2 * task.files.bytes() + 2 * readableSize(task.files.train)) {
    identify(task.files, settingsOf(task, seed), vocabulary_from, reading, m_passes);
    if (!restore()) {
        divide();
        makeVocabulary();
        encode();
    }
    sortOutSplits();
}

EncodedTable::Columns EncodedTable::columnsOf(const TableReader& reader) const {
    Columns columns{reader.column(m_task.first_column, m_task.first_key), TableReader::longest_row, TableReader::longest_row};
    if (!m_task.second_column.empty()) columns.second = reader.column(m_task.second_column, m_task.second_key);
    if (!m_task.label_column.empty()) columns.label = reader.column(m_task.label_column, "task.label_column");
    return columns;
}

void EncodedTable::divide() {
    const std::string& file = m_task.files.train;
    TableReader reader(file, m_task.format, m_passes.next(readableSize(file)));
    const Columns columns = columnsOf(reader);
    const bool labelled = !m_task.label_column.empty();
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    std::vector<std::uint32_t> label_of;
    while (reader.next()) {
        const std::string_view label = labelled ? reader.cell(columns.label) : std::string_view();
        if (labelled && label.empty()) reader.wrongCell(columns.label, text("the label is empty"));
        auto found = numbers.find(label);
        if (found == numbers.end()) {
            if (numbers.size() >= most_labels)
                reader.wrongCell(columns.label, text("more than 10 000 different labels; is label_column right?"));
            found = numbers.emplace(label, static_cast<std::uint32_t>(numbers.size())).first;
        }
        label_of.push_back(found->second);
    }
    m_part.assign(label_of.size(), static_cast<std::uint8_t>(Split::Train));
    if (m_task.files.valid.empty()) {
        // Stratified: of every label the same part, drawn from the seed.
        std::vector<std::vector<std::uint32_t>> by_label(numbers.size());
        for (const auto row : Draws(m_seed, Purpose::Split).permutation(static_cast<std::uint32_t>(label_of.size())))
            by_label[label_of[row]].push_back(row);
        bool any = false;
        for (const auto& rows : by_label) {
            const auto wanted = static_cast<std::size_t>(std::llround(m_task.split * static_cast<double>(rows.size())));
            const std::size_t count = std::min(rows.size() - 1, std::max<std::size_t>(rows.size() > 1 ? 1 : 0, wanted));
            for (std::size_t i = 0; i < count; ++i) m_part[rows[i]] = static_cast<std::uint8_t>(Split::Valid);
            any = any || count > 0;
        }
        if (!any) wrongInput(file, 0, 0, text("too few rows to split off validation examples; name a file in task.valid"));
    }
    if (m_task.train_examples > 0) {
        std::vector<std::uint32_t> train;
        for (std::uint32_t row = 0; row < m_part.size(); ++row)
            if (m_part[row] == static_cast<std::uint8_t>(Split::Train)) train.push_back(row);
        // One of every label comes first: a label that only validation knows would be an error.
        std::vector<bool> met(numbers.size());
        std::vector<std::uint32_t> order, others;
        for (const auto i : Draws(m_seed, Purpose::Split, 1).permutation(static_cast<std::uint32_t>(train.size()))) {
            (met[label_of[train[i]]] ? others : order).push_back(i);
            met[label_of[train[i]]] = true;
        }
        order.insert(order.end(), others.begin(), others.end());
        if (const auto labels = std::count(met.begin(), met.end(), true); labelled && m_task.train_examples < labels)
            wrongInput(file, 0, 0,
                       text("task.train_examples: %1 is fewer than the file's %2 labels; raise it", m_task.train_examples, labels));
        for (std::size_t i = static_cast<std::size_t>(m_task.train_examples); i < order.size(); ++i) m_part[train[order[i]]] = unused;
    }
    if (!labelled) return;
    if (!m_vocabulary_from.empty() && m_vocabulary_from.labels) {
        readTaskFile(m_vocabulary_from.run, &m_labels);
    } else {
        std::vector<bool> in_training(numbers.size());
        for (std::size_t row = 0; row < m_part.size(); ++row)
            if (m_part[row] == static_cast<std::uint8_t>(Split::Train)) in_training[label_of[row]] = true;
        std::set<std::string> names;
        for (const auto& [name, number] : numbers)
            if (in_training[number]) names.insert(name);
        m_labels = sortedLabels(std::move(names));
        if (m_labels.size() < 2)
            wrongInput(file, 0, 0,
                       text("only one label, '%1', so there is nothing to learn; is task.label_column right?", m_labels.front()));
    }
}

// choose(row number, reader, columns) gives the row's split and value, or nothing where it is not used.
template <class Choose, class Use>
void EncodedTable::eachBlock(Split file, const Choose& choose, const Use& use) {
    const std::string& name = m_task.files.of(file);
    TableReader reader(name, m_task.format, m_passes.next(readableSize(name)));
    const Columns columns = columnsOf(reader);
    Block block;
    for (std::size_t row = 0; reader.next(); ++row) {
        const std::optional<std::pair<Split, std::uint32_t>> chosen = choose(row, reader, columns);
        if (!chosen) continue;
        block.bytes += reader.cell(columns.first);
        const std::size_t first_end = block.bytes.size();
        if (!m_task.second_column.empty()) block.bytes += reader.cell(columns.second);
        block.rows.push_back({first_end, block.bytes.size(), chosen->second, chosen->first});
        if (block.bytes.size() + block.rows.size() * sizeof(Block::Row) < block_bytes) continue;
        use(std::move(block));
        block = {};
    }
    use(std::move(block));
}

void EncodedTable::makeVocabulary() {
    if (!m_vocabulary_from.empty()) {
        m_vocabulary = std::make_unique<TokenVocabulary>(m_vocabulary_from.run, m_task.vocabulary);
        return;
    }
    TokenCounts counts(m_task.vocabulary);
    const auto countBlock = [this](const Block& block) {
        TokenCounts own(m_task.vocabulary);
        block.each([&](const Block::Row&, std::string_view first, std::string_view second) {
            own.add(first);
            own.add(second);
        });
        return own;
    };
    InOrder<Block, TokenCounts> work(m_threads, countBlock, [&](TokenCounts&& own) { counts.add(own); });
    eachBlock(
        Split::Train,
        [this](std::size_t row, const TableReader&, const Columns&) -> std::optional<std::pair<Split, std::uint32_t>> {
            if (row < m_part.size() && m_part[row] == static_cast<std::uint8_t>(Split::Train)) return std::pair(Split::Train, 0u);
            return {};
        },
        [&](Block&& block) { work.add(std::move(block)); });
    work.finish();
    m_vocabulary = std::make_unique<TokenVocabulary>(m_task.vocabulary, counts);
}

EncodedTable::Encoded EncodedTable::encoded(const Block& block) const {
    Encoded result;
    std::vector<std::uint32_t> first, second;
    const bool two = !m_task.second_column.empty(), pair = m_task.layout == TableTask::Layout::Pair;
    const auto room = static_cast<std::size_t>(std::max(1, m_task.max_length - (pair ? 1 : two ? 3 : 2)));
    block.each([&](const Block::Row& row, std::string_view a, std::string_view b) {
        first.clear();
        second.clear();
        m_vocabulary->encode(a, first);
        m_vocabulary->encode(b, second);
        const auto split = static_cast<std::size_t>(row.split);
        for (const auto* tokens : {&first, &second}) {
            result.counted[split] += static_cast<std::int64_t>(tokens->size());
            result.unknown[split] += std::count(tokens->begin(), tokens->end(), TokenVocabulary::unknown);
        }
        const auto [first_size, second_size] = cutToFit(first.size(), second.size(), room);
        const std::size_t before = result.tokens.size();
        const auto append = [&](const std::vector<std::uint32_t>& tokens, std::size_t size) {
            result.tokens.insert(result.tokens.end(), tokens.begin(), tokens.begin() + static_cast<std::ptrdiff_t>(size));
        };
        if (!pair) result.tokens.push_back(TokenVocabulary::start);
        append(first, first_size);
        result.tokens.push_back(TokenVocabulary::separator);
        append(second, second_size);
        if (two && (!pair || second_size == second.size())) result.tokens.push_back(TokenVocabulary::separator);
        result.rows.push_back({result.tokens.size() - before, pair ? static_cast<std::uint32_t>(first_size) : row.value, row.split});
    });
    return result;
}

void EncodedTable::encode() {
    TokenWriter writer(m_cache, m_vocabulary->size());
    InOrder<Block, Encoded> work(
        m_threads, [this](const Block& block) { return encoded(block); },
        [&](Encoded&& result) {
            std::size_t at = 0;
            for (const auto& row : result.rows) {
                writer.add(std::span(result.tokens).subspan(at, row.length), row.value, row.split);
                at += row.length;
            }
            for (const Split split : {Split::Train, Split::Valid, Split::Test})
                count(split, result.counted[static_cast<std::size_t>(split)], result.unknown[static_cast<std::size_t>(split)]);
        });
    std::map<std::string, std::uint32_t, std::less<>> numbers;
    for (std::uint32_t i = 0; i < m_labels.size(); ++i) numbers.emplace(m_labels[i], i);
    for (const Split file : {Split::Train, Split::Valid, Split::Test}) {
        if (file != Split::Train && (file == Split::Valid ? m_task.files.valid : m_task.files.test).empty()) continue;
        eachBlock(
            file,
            [&](std::size_t row, const TableReader& reader, const Columns& columns) -> std::optional<std::pair<Split, std::uint32_t>> {
                const std::uint8_t part = file != Split::Train || row >= m_part.size() ? static_cast<std::uint8_t>(file) : m_part[row];
                if (part == unused) return {};
                std::uint32_t value = 0;
                if (!m_task.label_column.empty()) {
                    const std::string_view label = reader.cell(columns.label);
                    if (label.empty()) reader.wrongCell(columns.label, text("the label is empty"));
                    const auto found = numbers.find(label);
                    if (found == numbers.end())
                        reader.wrongCell(
                            columns.label,
                            text("the label '%1' does not occur in the training data; add rows with it there, or correct it here",
                                 std::string(label)));
                    value = found->second;
                }
                return std::pair(static_cast<Split>(part), value);
            },
            [&](Block&& block) { work.add(std::move(block)); });
    }
    work.finish();
    keep(writer);
}

void EncodedTable::sortOutSplits() {
    m_part = {};
    const auto all = m_store->rows();
    for (std::uint32_t row = 0; row < all.size(); ++row) m_rows[all[row].split].push_back(row);
}

}  // namespace layerlab
