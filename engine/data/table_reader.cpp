#include "engine/data/table_reader.h"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "engine/text.h"

namespace layerlab {

namespace {

using Separator = TextFileTask::Separator;
using Quoting = TextFileTask::Quoting;

constexpr std::size_t guessed_from = 64u << 10;

Separator separatorOf(const std::string& file) {
    std::string name = file;
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    return name.ends_with(".csv") ? Separator::Comma : Separator::Tab;
}

// Whether every cell that starts with a quote also ends with one. The last cell may be cut off.
bool quotesAreConsistent(std::string_view content, char separator, bool backslash) {
    std::size_t closed = 0;
    for (std::size_t i = 0; i < content.size(); ++i) {
        if (content[i] != '"') {  // an unquoted cell
            while (i < content.size() && content[i] != separator && content[i] != '\n') ++i;
            continue;
        }
        for (++i; i < content.size(); ++i) {
            if (backslash && content[i] == '\\') ++i;
            else if (content[i] == '"' && content.substr(i + 1).starts_with('"')) ++i;
            else if (content[i] == '"') break;
        }
        if (i >= content.size()) break;
        ++i;
        if (content.substr(i).starts_with("\r\n")) ++i;
        if (i < content.size() && content[i] != separator && content[i] != '\n') return false;
        ++closed;
    }
    return closed > 0;
}

}  // namespace

Quoting guessQuoting(std::string_view beginning, char separator) {
    beginning = beginning.substr(0, guessed_from);
    if (quotesAreConsistent(beginning, separator, false)) return Quoting::Double;
    if (quotesAreConsistent(beginning, separator, true)) return Quoting::Backslash;
    return separator == '\t' ? Quoting::None : Quoting::Double;  // quotes belong to the other formats
}

TableReader::TableReader(const std::string& file, const TableFormat& format, const ReadWatch& watch)
    : m_source(file, watch), m_format(format) {
    if (m_format.separator == Separator::Automatic) m_format.separator = separatorOf(file);
    m_separator = m_format.separator == Separator::Tab ? '\t' : m_format.separator == Separator::Comma ? ',' : ';';
    fill();
    if (m_format.quoting == Quoting::Automatic) m_format.quoting = guessQuoting(pending(), m_separator);
    if (m_buffer.empty()) wrongInput(file, 0, 0, text("the file is empty"));
    if (!readRow()) wrongInput(file, 0, 0, text("no rows, only blank lines; name a file with rows"));
    if (m_format.header) m_names.assign(m_cells.begin(), m_cells.end());
    else m_waiting = true;
}

bool TableReader::next() {
    if (m_waiting) {
        m_waiting = false;
        return m_any = true;
    }
    if (readRow()) return m_any = true;
    if (!m_any) wrongInput(m_source.file(), 0, 0, text("only a header line and no rows; if the line is a row, set task.header to false"));
    return false;
}

bool TableReader::fill() {
    m_buffer.erase(0, m_start);
    m_start = 0;
    if (m_end) return false;
    m_end = !m_source.read(m_buffer);
    return !m_end;
}

bool TableReader::readRow() {
    for (;;) {
        m_start += m_next;
        m_consumed += static_cast<std::int64_t>(m_next);
        m_line += m_lines;
        m_next = 0;
        m_lines = 0;
        const std::size_t end = endOfRow();
        if (m_next == 0) return false;
        if (end > longest_row) wrongAt(0, text("a row of more than 8 MiB; divide it into several"));
        m_row = pending().substr(0, end);
        if (m_row.ends_with('\r')) m_row.remove_suffix(1);
        if (!m_row.empty()) break;
    }
    if (const std::size_t wrong = firstWrongByte(m_row); wrong != std::string_view::npos) wrongAt(wrong, wrongByteMessage(m_row, wrong));
    m_cells.clear();
    m_starts.clear();
    const bool quotes = m_format.quoting != Quoting::None && m_row.find('"') != std::string_view::npos;
    const bool escapes = m_format.quoting == Quoting::Backslash && m_row.find('\\') != std::string_view::npos;
    if (quotes || escapes) splitQuoted(m_row);
    else splitPlain(m_row);
    if (m_columns == 0) {
        m_columns = m_cells.size();
        m_first_line = m_line;
    } else if (m_cells.size() != m_columns) {
        wrongAt(m_cells.size() > m_columns ? m_starts[m_columns] : m_row.size(),
                text("number of columns: %1 here, %2 in line %3 (columns are separated by %4)", m_cells.size(), m_columns, m_first_line,
                     separatorName()));
    }
    return true;
}

// The position of the row's end, after which m_next and m_lines are known; m_next is 0 where there is no more row.
std::size_t TableReader::endOfRow() {
    const auto tooLong = [&] {
        if (const std::size_t nul = pending().find('\0'); nul != std::string_view::npos) wrongAt(nul, wrongByteMessage(pending(), nul));
        wrongAt(0, text("a row of more than 8 MiB; divide it into several"));
    };
    m_lines = 1;
    for (std::size_t at = 0;;) {  // most lines have no quotes: these are found without looking at every byte
        const std::string_view left = pending();
        const std::size_t end = left.find('\n', at);
        if (m_format.quoting != Quoting::None && left.substr(0, end).find('"', at) != std::string_view::npos) break;
        if (end != std::string_view::npos) {
            m_next = end + 1;
            return end;
        }
        if (left.size() > longest_row) tooLong();
        at = left.size();
        if (!fill()) {
            m_next = at;
            return at;
        }
    }
    enum class In { Start, Plain, Quoted, Escape, Closed } in = In::Start;
    std::size_t opened = 0;
    for (std::size_t i = 0;; ++i) {
        if (m_start + i >= m_buffer.size()) {
            const bool open = in == In::Quoted || in == In::Escape;
            if (i > longest_row && open)
                wrongAt(opened, text("the quote opened here is not closed within 8 MiB; close it, or set task.quoting to none"));
            if (i > longest_row) tooLong();
            if (!fill()) {
                if (open) wrongAt(opened, text("the quote opened here is never closed; close it, or set task.quoting to none"));
                m_next = i;
                return i;
            }
        }
        const char c = m_buffer[m_start + i];
        if (in == In::Quoted || in == In::Escape) {
            if (c == '\n') ++m_lines;
            if (in == In::Escape) in = In::Quoted;
            else if (c == '"') in = In::Closed;
            else if (c == '\\' && m_format.quoting == Quoting::Backslash) in = In::Escape;
        } else if (c == '\n') {
            m_next = i + 1;
            return i;
        } else if (c == '"' && in != In::Plain) {  // a cell's first, or the second of two within quotes
            if (in == In::Start) opened = i;
            in = In::Quoted;
        } else {
            in = c == m_separator ? In::Start : In::Plain;
        }
    }
}

void TableReader::splitPlain(std::string_view row) {
    for (std::size_t from = 0;;) {
        const std::size_t end = row.find(m_separator, from);
        m_starts.push_back(from);
        m_cells.push_back(row.substr(from, end == std::string_view::npos ? end : end - from));
        if (end == std::string_view::npos) return;
        from = end + 1;
    }
}

void TableReader::splitQuoted(std::string_view row) {
    const bool backslash = m_format.quoting == Quoting::Backslash;
    m_plain.clear();
    m_plain.reserve(row.size());  // so that the cells stay where they are
    for (std::size_t i = 0;; ++i) {
        m_starts.push_back(i);
        const std::size_t from = m_plain.size();
        const bool quoted = m_format.quoting != Quoting::None && i < row.size() && row[i] == '"';
        if (quoted) ++i;
        for (; i < row.size(); ++i) {
            const char c = row[i];
            if (backslash && c == '\\' && i + 1 < row.size()) {
                constexpr std::string_view escapes = "\"\\nrt", meanings = "\"\\\n\r\t";
                if (const std::size_t which = escapes.find(row[i + 1]); which != std::string_view::npos) {
                    m_plain += meanings[which];
                    ++i;
                    continue;
                }
            }
            if (quoted && c == '"') {
                ++i;
                if (i < row.size() && row[i] == '"') {
                    m_plain += c;
                    continue;
                }
                if (i < row.size() && row[i] != m_separator)
                    wrongAt(i, text("text after the closing quote; a quote within quotes is written \"\" (or set quoting to none)"));
                break;
            }
            if (!quoted && c == m_separator) break;
            m_plain += c;
        }
        m_cells.push_back(std::string_view(m_plain).substr(from));
        if (i >= row.size()) return;
    }
}

std::size_t TableReader::column(const std::string& column, const char* key) const {
    const std::string& file = m_source.file();
    if (const auto found = std::find(m_names.begin(), m_names.end(), column); found != m_names.end())
        return static_cast<std::size_t>(found - m_names.begin());
    std::size_t number = 0;
    const auto result = std::from_chars(column.data(), column.data() + column.size(), number);
    if (result.ec == std::errc() && result.ptr == column.data() + column.size() && number >= 1) {
        if (number <= m_columns) return number - 1;
        wrongInput(file, m_first_line, 1,
                   m_columns == 1
                       ? text("1 column; %1 is column %2 (columns are separated by %3)", key, number, separatorName())
                       : text("%1 columns; %2 is column %3 (columns are separated by %4)", m_columns, key, number, separatorName()));
    }
    if (m_names.empty()) wrongInput(file, 0, 0, text("%1: no column '%2'; without a header line columns are numbers from 1", key, column));
    std::string names;
    for (const auto& name : m_names) names += (names.empty() ? "" : ", ") + name;
    wrongInput(file, m_first_line, 1, text("%1: no column '%2'; the header has: %3", key, column, names));
}

void TableReader::wrongCell(std::size_t column, const std::string& message) const { wrongAt(m_starts[column], message); }

void TableReader::wrongAt(std::size_t position, const std::string& message) const {
    const TextPlace place = placeOf(pending(), position);
    wrongInput(m_source.file(), m_line + place.line - 1, place.column, message);
}

std::string TableReader::separatorName() const {
    return m_separator == '\t' ? text("tabs") : m_separator == ',' ? text("commas") : text("semicolons");
}

}  // namespace layerlab
