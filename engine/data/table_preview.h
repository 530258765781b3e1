// A first look at a table: what it is made of and what its columns are good for, from its beginning alone, so that the
// answer comes at once however large the file is.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/data/byte_source.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

struct PreviewOptions {
    // Automatic, and no header: guessed from the content.
    TextFileTask::Separator separator = TextFileTask::Separator::Automatic;
    TextFileTask::Quoting quoting = TextFileTask::Quoting::Automatic;
    std::optional<bool> header;
    ReadWatch watch;
};

struct ColumnPreview {
    static constexpr std::size_t most_distinct = 1'000;

    std::int64_t distinct = 0;                   // different values; most_distinct + 1: more than that
    std::map<std::string, std::int64_t> labels;  // rows of each value, while there are at most most_distinct
    // Cells by words: lengths[i] has those with i · bucket … (i + 1) · bucket - 1.
    int bucket = 1;
    std::vector<std::int64_t> lengths;
    int longest = 0, percentile_95 = 0;  // words
    double mean_length = 0;
    bool looks_like_label = false, looks_like_text = false;
};

struct TablePreview {
    static constexpr std::size_t rows_shown = 50;
    static constexpr std::int64_t most_rows = 20'000, most_bytes = 4 << 20;

    TextFileTask::Separator separator = TextFileTask::Separator::Tab;  // never Automatic
    TextFileTask::Quoting quoting = TextFileTask::Quoting::None;       // never Automatic
    bool header = false;
    std::vector<std::string> names;              // of the header; without one "1", "2" …
    std::vector<std::vector<std::string>> rows;  // the first ones, the header left out
    std::int64_t rows_read = 0;
    bool complete = false;  // the sample is the whole file
    std::vector<ColumnPreview> columns;
    int text_column = -1, label_column = -1;  // the likeliest, from 0; -1: none
};

// Throws Error(BadInput) as "FILE:LINE:COLUMN: what is wrong".
TablePreview previewTable(const std::string& path, const PreviewOptions& options = {});

}  // namespace layerlab
