#include "engine/data/text_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include <unicode/utf8.h>

#include "engine/data/task_files.h"
#include "engine/random.h"
#include "engine/text.h"

namespace layerlab {

namespace {

constexpr std::size_t longest_row = 10u << 20;
constexpr std::size_t bucket_batches = 50;  // batches of a stretch that is sorted by length

[[noreturn]] void wrong(const std::string& file, std::size_t line, const std::string& message) {
    throw Error(ErrorKind::BadInput, file + (line > 0 ? ":" + std::to_string(line) : "") + ": " + message);
}

bool isUtf8(const std::string& text) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        if (c < 0) return false;
    }
    return true;
}

std::vector<std::string_view> columns(std::string_view line) {
    std::vector<std::string_view> cells;
    std::size_t from = 0;
    for (;;) {
        const std::size_t tab = line.find('\t', from);
        cells.push_back(line.substr(from, tab == std::string_view::npos ? tab : tab - from));
        if (tab == std::string_view::npos) return cells;
        from = tab + 1;
    }
}

// A column's place from 0, by number or by name of the header.
std::size_t columnIndex(const std::string& column, const std::vector<std::string>& header, const std::string& file, const char* key) {
    if (const auto found = std::find(header.begin(), header.end(), column); found != header.end())
        return static_cast<std::size_t>(found - header.begin());
    std::size_t number = 0;
    const auto result = std::from_chars(column.data(), column.data() + column.size(), number);
    if (result.ec == std::errc() && result.ptr == column.data() + column.size() && number >= 1) return number - 1;
    if (header.empty()) wrong(file, 0, text("%1: no column '%2'; without a header line columns are numbers from 1", key, column));
    std::string names;
    for (const auto& name : header) names += (names.empty() ? "" : ", ") + name;
    wrong(file, 1, text("%1: no column '%2'; the header has: %3", key, column, names));
}

}  // namespace

std::vector<TextRow> readTextRows(const std::string& file, const TextFileTask& task) {
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored)) wrong(file, 0, text("this is a folder; a text file is expected"));
    std::ifstream in(file, std::ios::binary);
    if (!in) wrong(file, 0, std::filesystem::exists(file, ignored) ? text("cannot be read; check its permissions") : text("no such file"));
    std::vector<TextRow> rows;
    std::vector<std::string> header;
    std::size_t text_cell = 0, label_cell = 0, number = 0;
    bool placed = false;
    for (std::string line; std::getline(in, line);) {
        ++number;
        if (number == 1 && line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
        if (line.ends_with('\r')) line.pop_back();
        if (line.size() > longest_row) wrong(file, number, text("a row of more than 10 MiB"));
        if (line.find('\0') != std::string::npos) wrong(file, number, text("a NUL byte: this is no text file"));
        if (!isUtf8(line)) wrong(file, number, text("bytes that are not UTF-8; save the file as UTF-8"));
        const auto cells = columns(line);
        if (!placed) {
            if (task.header)
                for (const auto cell : cells) header.emplace_back(cell);
            text_cell = columnIndex(task.text_column, header, file, "text_column");
            label_cell = columnIndex(task.label_column, header, file, "label_column");
            placed = true;
            if (task.header) continue;
        }
        if (line.empty()) continue;
        if (const std::size_t last = std::max(text_cell, label_cell); cells.size() <= last)
            wrong(file, number,
                  cells.size() == 1 ? text("1 column; column %1 is needed (columns are separated by tabs)", last + 1)
                                    : text("%1 columns; column %2 is needed (columns are separated by tabs)", cells.size(), last + 1));
        if (cells[label_cell].empty()) wrong(file, number, text("the label is empty"));
        rows.push_back({std::string(cells[text_cell]), std::string(cells[label_cell])});
    }
    if (rows.empty()) wrong(file, 0, number == 0 ? text("the file is empty") : text("no rows"));
    return rows;
}

TextFileData::TextFileData(const TextFileTask& task, std::uint64_t seed, const std::filesystem::path& vocabulary_from)
    : m_task(task), m_seed(seed) {
    std::vector<TextRow> train = readTextRows(task.train, task), valid;
    m_fingerprint.push_back(fingerprintOf(task.train));
    const auto keep = [](std::vector<TextRow>& rows, std::vector<std::uint32_t> which) {
        std::sort(which.begin(), which.end());
        std::vector<TextRow> kept;
        for (const auto i : which) kept.push_back(std::move(rows[i]));
        return kept;
    };
    if (!task.valid.empty()) {
        valid = readTextRows(task.valid, task);
        m_fingerprint.push_back(fingerprintOf(task.valid));
    } else {
        // Stratified: of every label the same part, drawn from the seed.
        std::map<std::string, std::vector<std::uint32_t>> by_label;
        const auto order = Draws(seed, Purpose::Split).permutation(static_cast<std::uint32_t>(train.size()));
        for (const auto i : order) by_label[train[i].label].push_back(i);
        std::vector<std::uint32_t> to_train, to_valid;
        for (const auto& [label, rows] : by_label) {
            const auto count =
                std::min(rows.size() - 1,
                         std::max<std::size_t>(rows.size() > 1 ? 1 : 0,
                                               static_cast<std::size_t>(std::llround(task.split * static_cast<double>(rows.size())))));
            to_valid.insert(to_valid.end(), rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(count));
            to_train.insert(to_train.end(), rows.begin() + static_cast<std::ptrdiff_t>(count), rows.end());
        }
        if (to_valid.empty()) wrong(task.train, 0, text("too few rows to split off validation examples"));
        std::vector<TextRow> source = train;
        valid = keep(source, to_valid);
        train = keep(train, to_train);
    }
    if (task.train_examples > 0 && static_cast<std::size_t>(task.train_examples) < train.size()) {
        auto order = Draws(seed, Purpose::Split, 1).permutation(static_cast<std::uint32_t>(train.size()));
        order.resize(static_cast<std::size_t>(task.train_examples));
        train = keep(train, order);
    }
    if (vocabulary_from.empty()) {
        std::set<std::string> labels;
        std::unordered_map<std::string, std::int64_t> counts;
        for (const auto& row : train) {
            labels.insert(row.label);
            for (auto& word : splitWords(row.text, task.vocabulary.lower_case)) ++counts[word];
        }
        if (labels.size() > 10'000) wrong(task.train, 0, text("more than 10 000 different labels; is label_column right?"));
        m_labels.assign(labels.begin(), labels.end());
        m_vocabulary = std::make_unique<WordVocabulary>(counts, task.vocabulary.size);
    } else {
        readTaskFile(vocabulary_from, &m_labels);
        m_vocabulary = std::make_unique<WordVocabulary>(vocabulary_from / "vocabulary.txt");
    }
    if (m_labels.size() < 2) wrong(task.train, 0, text("only one label, '%1'; there is nothing to learn", m_labels.front()));
    m_train = encode(train, task.train);
    m_valid = encode(valid, task.valid.empty() ? task.train : task.valid);
    if (!task.test.empty()) {
        m_test = encode(readTextRows(task.test, task), task.test);
        m_fingerprint.push_back(fingerprintOf(task.test));
    }
}

TextFileData::Examples TextFileData::encode(const std::vector<TextRow>& rows, const std::string& file) const {
    Examples examples;
    examples.reserve(rows.size());
    for (const auto& row : rows) {
        Example e;
        const auto label = std::lower_bound(m_labels.begin(), m_labels.end(), row.label);
        if (label == m_labels.end() || *label != row.label)
            wrong(file, 0, text("the label '%1' does not occur in the training data", row.label));
        e.label = label - m_labels.begin();
        e.tokens.push_back(WordVocabulary::start);
        for (const auto& word : splitWords(row.text, m_task.vocabulary.lower_case)) {
            if (static_cast<int>(e.tokens.size()) + 1 >= m_task.max_length) break;
            e.tokens.push_back((*m_vocabulary)[word]);
        }
        e.tokens.push_back(WordVocabulary::separator);
        examples.push_back(std::move(e));
    }
    return examples;
}

TaskSize TextFileData::size() const { return {m_vocabulary->size(), static_cast<int>(m_labels.size()), m_task.max_length}; }

Batch TextFileData::collate(const Examples& examples, const std::vector<std::uint32_t>& rows) {
    Batch batch;
    batch.rows = static_cast<int>(rows.size());
    for (const auto i : rows) batch.length = std::max(batch.length, static_cast<int>(examples[i].tokens.size()));
    batch.tokens.assign(rows.size() * static_cast<std::size_t>(batch.length), padding_token);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const Example& e = examples[rows[r]];
        std::copy(e.tokens.begin(), e.tokens.end(),
                  batch.tokens.begin() + static_cast<std::ptrdiff_t>(r * static_cast<std::size_t>(batch.length)));
        batch.lengths.push_back(static_cast<int>(e.tokens.size()));
        batch.labels.push_back(e.label);
    }
    return batch;
}

std::vector<std::vector<std::uint32_t>> TextFileData::epochBatches(std::uint64_t epoch, int batch_size) const {
    const Draws draws(m_seed, Purpose::Shuffle, epoch);
    auto order = draws.permutation(static_cast<std::uint32_t>(m_train.size()));
    const auto size = static_cast<std::size_t>(batch_size);
    const std::size_t stretch = size * bucket_batches;
    for (std::size_t from = 0; from < order.size(); from += stretch)
        std::stable_sort(order.begin() + static_cast<std::ptrdiff_t>(from),
                         order.begin() + static_cast<std::ptrdiff_t>(std::min(from + stretch, order.size())),
                         [&](std::uint32_t a, std::uint32_t b) { return m_train[a].tokens.size() < m_train[b].tokens.size(); });
    std::vector<std::vector<std::uint32_t>> batches;
    for (std::size_t from = 0; from < order.size(); from += size)
        batches.emplace_back(order.begin() + static_cast<std::ptrdiff_t>(from),
                             order.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, order.size())));
    const auto shuffled = Draws(m_seed, Purpose::Shuffle, epoch, 1).permutation(static_cast<std::uint32_t>(batches.size()));
    std::vector<std::vector<std::uint32_t>> result;
    for (const auto i : shuffled) result.push_back(std::move(batches[i]));
    return result;
}

Batch TextFileData::trainBatch(std::int64_t step, int batch_size) const {
    const auto size = static_cast<std::size_t>(batch_size);
    const std::uint64_t per_epoch = (m_train.size() + size - 1) / size;
    const std::uint64_t epoch = static_cast<std::uint64_t>(step) / per_epoch;
    if (epoch != m_epoch || batch_size != m_epoch_batch_size) {
        m_epoch_batches = epochBatches(epoch, batch_size);
        m_epoch = epoch;
        m_epoch_batch_size = batch_size;
    }
    return collate(m_train, m_epoch_batches[static_cast<std::uint64_t>(step) % per_epoch]);
}

std::vector<Batch> TextFileData::batches(Split split, int batch_size) const {
    const Examples& examples = split == Split::Train ? m_train : split == Split::Valid ? m_valid : m_test;
    if (examples.empty()) throw Error(ErrorKind::BadInput, text("the experiment names no test file; set task.test"));
    std::vector<std::uint32_t> order(examples.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return examples[a].tokens.size() < examples[b].tokens.size(); });
    std::vector<Batch> all;
    const auto size = static_cast<std::size_t>(batch_size);
    for (std::size_t from = 0; from < order.size(); from += size)
        all.push_back(collate(examples, {order.begin() + static_cast<std::ptrdiff_t>(from),
                                         order.begin() + static_cast<std::ptrdiff_t>(std::min(from + size, order.size()))}));
    return all;
}

void TextFileData::save(const std::filesystem::path& run) const {
    saveTaskFile(run, size(), m_labels);
    m_vocabulary->save(run / "vocabulary.txt");
}

}  // namespace layerlab
