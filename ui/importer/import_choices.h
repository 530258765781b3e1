// What the import assistant makes of a file: the person's choices, what keeps them from being a task, and the task.
#pragma once

#include <QString>
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/data/table_preview.h"
#include "engine/experiment/tasks.h"

namespace layerlab {

enum class ImportUse { Classification, PairClassification, SequencePairs, LanguageModel, MaskedLanguageModel };
// What a column is for; the second text is the target of a sequence pair.
enum class ColumnRole { Text, Second, Label };
constexpr std::array<ColumnRole, 3> columnRoles{ColumnRole::Text, ColumnRole::Second, ColumnRole::Label};
// The files beside the one with the training examples.
enum class OtherFile { Validation, Test };
constexpr std::array<OtherFile, 2> otherFiles{OtherFile::Validation, OtherFile::Test};

bool readsTable(ImportUse use);
bool needsColumn(ImportUse use, ColumnRole role);
QString useText(ImportUse use);
QString roleText(ImportUse use, ColumnRole role);

struct ImportChoices {
    ImportUse use = ImportUse::Classification;
    std::string file;
    std::array<int, 3> columns{-1, -1, -1};  // of each role, from 0; -1: none
    std::string valid;                       // empty: split off
    std::string test;                        // empty: none
    double split = 0.1;
    int length = 128;
    Vocabulary vocabulary;

    int column(ColumnRole role) const { return columns[static_cast<std::size_t>(role)]; }
};

// The likeliest columns; the label first, where one is needed.
std::array<int, 3> guessedColumns(ImportUse use, const TablePreview& table);
ImportUse guessedUse(const QString& path, const TablePreview& table);

// A column's name where it says which one is meant, else its number from 1: as the task names it.
QString columnName(const TablePreview& table, int column);
// The same for people: "“sentence”" or "column 2" within a sentence, "sentence" or "Column 2" alone.
QString columnPhrase(const TablePreview& table, int column);
QString columnTitle(const TablePreview& table, int column);
// How many rows were looked at, and whether there are more.
QString rowsText(const TablePreview& table);

// Why this cannot be used yet, as a sentence; empty: it can. `table` is left aside where no table is read.
QString importObstacle(const ImportChoices& choices, const TablePreview& table);
// Why a validation or test file does not go with the table, as a sentence; empty: it does.
QString otherFileObstacle(const ImportChoices& choices, const TablePreview& table, const TablePreview& other);
// What will be made of what, in a line.
QString importSummary(const ImportChoices& choices, const TablePreview& table);
Task importedTask(const ImportChoices& choices, const TablePreview& table);

// The rows of a label that training and validation get when `split` is split off: as many of each label as the data
// splits off, see TextFileData.
struct LabelShare {
    std::string label;
    std::int64_t train = 0, valid = 0;
};
std::vector<LabelShare> labelShares(const ColumnPreview& labels, double split);  // the most frequent first

// Tokens that 95 of 100 texts need, special ones included.
int suggestedLength(const ImportChoices& choices, const TablePreview& table);

}  // namespace layerlab
