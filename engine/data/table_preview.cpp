#include "engine/data/table_preview.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <unordered_set>

#include "engine/data/table_reader.h"
#include "engine/data/words.h"
#include "engine/text.h"

namespace layerlab {

namespace {

using Separator = TextFileTask::Separator;

constexpr std::size_t preview_bytes = 64u << 10;
constexpr int longest_cell = 4'096;  // longer cells count as that long
constexpr int most_buckets = 40;

// The number of columns that every complete row of the sample has; 0: they differ.
std::size_t commonColumns(std::string_view content, char separator, bool complete) {
    const bool quotes = guessQuoting(content, separator) != TextFileTask::Quoting::None;
    std::size_t common = 0, cells = 1, length = 0;
    bool quoted = false, start = true;
    const auto end = [&] {
        const bool same = length == 0 || common == 0 || common == cells;
        if (length > 0) common = cells;
        cells = 1;
        length = 0;
        start = true;
        return same;
    };
    for (const char c : content) {
        if (quotes && c == '"' && (quoted || start)) quoted = !quoted;
        else if (!quoted && c == '\n') {
            if (!end()) return 0;
            continue;
        }
        if (!quoted && c == separator) ++cells;
        start = !quoted && (c == separator || c == '"');  // a second quote within quotes opens them again
        length += c != '\r';
    }
    return !complete || end() ? common : 0;
}

Separator guessSeparator(const std::string& path, const ReadWatch& watch) {
    std::string beginning;
    ByteSource source(path, watch);
    source.read(beginning);
    const bool complete = beginning.size() <= preview_bytes;
    beginning.resize(std::min(beginning.size(), preview_bytes));
    Separator best = Separator::Automatic;
    std::size_t most = 1;
    for (const auto& [separator, character] : {std::pair(Separator::Tab, '\t'), {Separator::Comma, ','}, {Separator::Semicolon, ';'}})
        if (const std::size_t count = commonColumns(beginning, character, complete); count > most) {
            // Commas stand in text too: a tab in every row says more.
            if (best == Separator::Tab) break;
            best = separator;
            most = count;
        }
    return best;
}

bool isNumber(std::string_view cell) {
    return !cell.empty() && cell.find_first_of("0123456789") != std::string_view::npos &&
           cell.find_first_not_of("+-.,eE0123456789") == std::string_view::npos;
}

// Whether the first row names the columns: names differ, are short and no numbers; and below one of them stands another
// kind of value, or they are the names such columns usually have.
bool looksLikeHeader(const std::vector<std::vector<std::string>>& rows) {
    static const std::set<std::string> usual{"text",   "sentence", "sentence1", "sentence2", "label", "labels", "premise",    "hypothesis",
                                             "class",  "category", "target",    "source",    "title", "review", "question",   "question1",
                                             "answer", "id",       "index",     "idx",       "input", "output", "similarity", "question2"};
    const auto& first = rows.front();
    bool known = false;
    for (const auto& name : first) {
        if (name.empty() || name.size() > 64 || isNumber(name)) return false;
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        known = known || usual.contains(lower);
    }
    if (std::set<std::string>(first.begin(), first.end()).size() != first.size()) return false;
    if (known) return true;
    if (rows.size() < 3) return false;
    for (std::size_t c = 0; c < first.size(); ++c) {
        bool numbers = true, again = false;
        std::set<std::string> values;
        for (std::size_t r = 1; r < rows.size(); ++r) {
            numbers = numbers && isNumber(rows[r][c]);
            again = again || rows[r][c] == first[c];
            values.insert(rows[r][c]);
        }
        if (numbers || (!again && rows.size() > 8 && values.size() * 4 <= rows.size())) return true;
    }
    return false;
}

// What is gathered about a column while reading.
struct Gathered {
    std::map<std::string, std::int64_t, std::less<>> labels;
    bool many = false;
    std::vector<std::int64_t> words = std::vector<std::int64_t>(longest_cell + 1);
    std::int64_t sum = 0;

    void add(std::string_view cell) {
        const int length = std::min(countWords(cell), longest_cell);
        words[static_cast<std::size_t>(length)] += 1;
        sum += length;
        if (many) return;
        const auto found = labels.find(cell);
        if (found == labels.end()) labels.emplace(cell, 1);
        else ++found->second;
        if (labels.size() > ColumnPreview::most_distinct) {
            many = true;
            labels.clear();
        }
    }
};

ColumnPreview summary(Gathered& gathered, std::int64_t rows) {
    ColumnPreview column;
    column.distinct =
        gathered.many ? static_cast<std::int64_t>(ColumnPreview::most_distinct) + 1 : static_cast<std::int64_t>(gathered.labels.size());
    column.labels.insert(gathered.labels.begin(), gathered.labels.end());
    column.mean_length = rows > 0 ? static_cast<double>(gathered.sum) / static_cast<double>(rows) : 0;
    const auto rank = static_cast<std::int64_t>(std::ceil(0.95 * static_cast<double>(rows)));
    std::int64_t seen = 0;
    for (int length = 0; length <= longest_cell; ++length) {
        const std::int64_t count = gathered.words[static_cast<std::size_t>(length)];
        if (count == 0) continue;
        if (seen < rank) column.percentile_95 = length;
        seen += count;
        column.longest = length;
    }
    column.bucket = column.longest / most_buckets + 1;
    column.lengths.assign(static_cast<std::size_t>(column.longest / column.bucket + 1), 0);
    for (int length = 0; length <= column.longest; ++length)
        column.lengths[static_cast<std::size_t>(length / column.bucket)] += gathered.words[static_cast<std::size_t>(length)];
    const bool repeated = column.distinct >= 2 && column.distinct <= 200 && (column.distinct * 2 <= rows || column.distinct == 2);
    column.looks_like_label = repeated && column.longest <= 4 && !column.labels.contains("");
    column.looks_like_text = !column.looks_like_label && column.mean_length >= 1.5;
    return column;
}

}  // namespace

TablePreview previewTable(const std::string& path, const PreviewOptions& options) {
    TablePreview preview;
    TableFormat format{options.separator, options.quoting, false};
    if (format.separator == Separator::Automatic) format.separator = guessSeparator(path, options.watch);
    TableReader reader(path, format, options.watch);
    preview.separator = reader.separator();
    preview.quoting = reader.quoting();
    std::vector<Gathered> gathered(reader.columns());
    std::vector<std::vector<std::string>> first;
    preview.complete = true;
    while (reader.next()) {
        // The first rows wait until it is known whether there is a header.
        if (first.size() <= TablePreview::rows_shown) {
            auto& row = first.emplace_back();
            for (std::size_t c = 0; c < reader.columns(); ++c) row.emplace_back(reader.cell(c));
        } else {
            for (std::size_t c = 0; c < reader.columns(); ++c) gathered[c].add(reader.cell(c));
        }
        ++preview.rows_read;
        if (preview.rows_read >= TablePreview::most_rows || reader.bytesRead() >= TablePreview::most_bytes) {
            preview.complete = false;
            break;
        }
    }
    preview.header = options.header.value_or(looksLikeHeader(first));
    if (preview.header) {
        preview.names = std::move(first.front());
        first.erase(first.begin());
        --preview.rows_read;
        if (first.empty()) wrongInput(path, 0, 0, text("only a header line and no rows; if the line is a row, set task.header to false"));
    } else {
        for (std::size_t c = 1; c <= reader.columns(); ++c) preview.names.push_back(std::to_string(c));
    }
    for (const auto& row : first)
        for (std::size_t c = 0; c < row.size(); ++c) gathered[c].add(row[c]);
    if (first.size() > TablePreview::rows_shown) first.resize(TablePreview::rows_shown);
    preview.rows = std::move(first);
    for (auto& column : gathered) preview.columns.push_back(summary(column, preview.rows_read));
    for (std::size_t c = 0; c < preview.columns.size(); ++c) {
        const ColumnPreview& column = preview.columns[c];
        const auto at = static_cast<int>(c);
        // Of several, the text with most words, and the label with fewest values.
        if (column.looks_like_text &&
            (preview.text_column < 0 || column.mean_length > preview.columns[static_cast<std::size_t>(preview.text_column)].mean_length))
            preview.text_column = at;
        if (column.looks_like_label &&
            (preview.label_column < 0 || column.distinct <= preview.columns[static_cast<std::size_t>(preview.label_column)].distinct))
            preview.label_column = at;
    }
    return preview;
}

}  // namespace layerlab
