// Rows of a table in a text file, one after the other: columns separated by tabs, commas or semicolons, quoted or not,
// packed with gzip or not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/data/byte_source.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

struct TableFormat {
    TextFileTask::Separator separator = TextFileTask::Separator::Automatic;
    TextFileTask::Quoting quoting = TextFileTask::Quoting::Automatic;
    bool header = false;
};

class TableReader {
public:
    static constexpr std::size_t longest_row = 8u << 20;

    // Reads the first row. Throws Error(BadInput) as "FILE:LINE:COLUMN: what is wrong", as next() does.
    TableReader(const std::string& file, const TableFormat& format, const ReadWatch& watch = {});

    // The next row; false at the end. Blank lines are left out. Every row has as many columns as the first; a file
    // without rows is wrong.
    bool next();
    std::size_t columns() const { return m_columns; }
    std::string_view cell(std::size_t column) const { return m_cells[column]; }  // valid until next()
    std::int64_t bytesRead() const { return m_consumed; }                        // unpacked

    const std::vector<std::string>& names() const { return m_names; }  // of the header; empty without one
    // A column's place from 0, by its name in the header or its number from 1. key: named in the error.
    std::size_t column(const std::string& column, const char* key) const;
    // Throws Error(BadInput) that names this row's cell.
    [[noreturn]] void wrongCell(std::size_t column, const std::string& message) const;

    // What was Automatic is decided.
    TextFileTask::Separator separator() const { return m_format.separator; }
    TextFileTask::Quoting quoting() const { return m_format.quoting; }

private:
    bool fill();
    bool readRow();
    std::size_t endOfRow();
    void splitPlain(std::string_view row);
    void splitQuoted(std::string_view row);
    std::string_view pending() const { return std::string_view(m_buffer).substr(m_start); }
    [[noreturn]] void wrongAt(std::size_t position, const std::string& message) const;  // of the row
    std::string separatorName() const;

    ByteSource m_source;
    TableFormat m_format;
    char m_separator = '\t';
    std::string m_buffer;
    std::size_t m_start = 0;   // of the row that is read
    std::string_view m_row;    // it
    std::int64_t m_line = 1;   // where it starts
    std::size_t m_next = 0;    // bytes from its start to the next
    std::int64_t m_lines = 0;  // lines it has
    std::int64_t m_consumed = 0;
    bool m_end = false;   // of the file
    std::string m_plain;  // cells of a quoted row, without their quotes
    std::vector<std::string_view> m_cells;
    std::vector<std::size_t> m_starts;  // of the cells within the row
    std::size_t m_columns = 0;
    std::int64_t m_first_line = 1;
    std::vector<std::string> m_names;
    bool m_waiting = false;  // the first row was read by the constructor and not asked for yet
    bool m_any = false;
};

// How the quotes in the beginning of a file are meant.
TextFileTask::Quoting guessQuoting(std::string_view beginning, char separator);

}  // namespace layerlab
