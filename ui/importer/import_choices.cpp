#include "ui/importer/import_choices.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QStringList>
#include <algorithm>
#include <cmath>

#include "engine/data/words.h"
#include "ui/format.h"

namespace layerlab {

namespace {

struct ImportText {
    Q_DECLARE_TR_FUNCTIONS(layerlab::ImportText)
};

constexpr int shortest = 8, longest = 4096;  // tokens

bool isColumn(const TablePreview& table, int column) { return column >= 0 && column < static_cast<int>(table.columns.size()); }

const ColumnPreview& columnOf(const TablePreview& table, int column) { return table.columns[static_cast<std::size_t>(column)]; }

// The first column that is none of `taken`, texts before others.
int firstFree(const TablePreview& table, std::initializer_list<int> taken) {
    for (const bool text : {true, false})
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
            if (std::find(taken.begin(), taken.end(), i) == taken.end() && (!text || columnOf(table, i).looks_like_text)) return i;
    return -1;
}

// Tokens for a word of the texts shown, as far as can be known before a vocabulary is made.
double tokensOfAWord(const TablePreview& table, int column, Vocabulary::Kind kind) {
    if (kind == Vocabulary::Kind::Word) return 1;
    if (kind == Vocabulary::Kind::Wordpiece) return 1.4;
    double characters = 0, words = 0;
    for (const auto& row : table.rows) {
        if (column >= static_cast<int>(row.size())) continue;
        const std::string& cell = row[static_cast<std::size_t>(column)];
        eachCharacter(cell, [&](std::string_view) { ++characters; });
        words += countWords(cell);
    }
    return words > 0 ? std::max(1.0, characters / words) : 1;
}

// The name, if the header has one for this column and no other.
QString ownName(const TablePreview& table, int column) {
    if (!table.header || !isColumn(table, column) || column >= static_cast<int>(table.names.size())) return {};
    const std::string& name = table.names[static_cast<std::size_t>(column)];
    return std::count(table.names.begin(), table.names.end(), name) == 1 ? QString::fromStdString(name) : QString();
}

QString labelsText(std::int64_t distinct) {
    return distinct == 1 ? ImportText::tr("1 label") : ImportText::tr("%1 labels").arg(stepText(distinct));
}

}  // namespace

bool readsTable(ImportUse use) { return use != ImportUse::LanguageModel && use != ImportUse::MaskedLanguageModel; }

bool needsColumn(ImportUse use, ColumnRole role) {
    switch (role) {
        case ColumnRole::Text:
            return readsTable(use);
        case ColumnRole::Second:
            return use == ImportUse::PairClassification || use == ImportUse::SequencePairs;
        case ColumnRole::Label:
            return use == ImportUse::Classification || use == ImportUse::PairClassification;
    }
    return false;
}

QString useText(ImportUse use) {
    switch (use) {
        case ImportUse::Classification:
            return ImportText::tr("Text classification");
        case ImportUse::PairClassification:
            return ImportText::tr("Classification of text pairs");
        case ImportUse::SequencePairs:
            return ImportText::tr("Sequence pairs");
        case ImportUse::LanguageModel:
            return ImportText::tr("Language model");
        case ImportUse::MaskedLanguageModel:
            return ImportText::tr("Masked language model");
    }
    return {};
}

QString roleText(ImportUse use, ColumnRole role) {
    const bool pairs = use == ImportUse::SequencePairs;
    if (role == ColumnRole::Text) return pairs ? ImportText::tr("Source") : ImportText::tr("Text");
    if (role == ColumnRole::Second) return pairs ? ImportText::tr("Target") : ImportText::tr("Second text");
    return ImportText::tr("Label");
}

std::array<int, 3> guessedColumns(ImportUse use, const TablePreview& table) {
    int label = needsColumn(use, ColumnRole::Label) ? table.label_column : -1;
    int text = table.text_column != label ? table.text_column : -1;
    if (text < 0) text = firstFree(table, {label});
    int second = needsColumn(use, ColumnRole::Second) ? firstFree(table, {label, text}) : -1;
    if (second >= 0 && second < text) std::swap(text, second);
    if (needsColumn(use, ColumnRole::Label) && label < 0)
        for (int i = 0; i < static_cast<int>(table.columns.size()); ++i)
            if (i != text && i != second) label = i;
    return {text, second, label};
}

ImportUse guessedUse(const QString& path, const TablePreview& table) {
    QString name = QFileInfo(path).fileName().toLower();
    if (name.endsWith(QLatin1String(".gz"))) name.chop(3);
    const bool is_table = name.endsWith(QLatin1String(".csv")) || name.endsWith(QLatin1String(".tsv"));
    if (!is_table && (name.endsWith(QLatin1String(".txt")) || table.columns.empty())) return ImportUse::LanguageModel;
    if (table.columns.size() == 1) return ImportUse::LanguageModel;
    if (table.label_column >= 0 || table.columns.empty()) return ImportUse::Classification;
    const auto texts = std::count_if(table.columns.begin(), table.columns.end(), [](const auto& column) { return column.looks_like_text; });
    return texts >= 2 ? ImportUse::SequencePairs : ImportUse::Classification;
}

QString columnName(const TablePreview& table, int column) {
    const QString name = ownName(table, column);
    return name.isEmpty() ? QString::number(column + 1) : name;
}

QString columnPhrase(const TablePreview& table, int column) {
    const QString name = ownName(table, column);
    return name.isEmpty() ? ImportText::tr("column %1").arg(column + 1) : ImportText::tr("“%1”").arg(name);
}

QString columnTitle(const TablePreview& table, int column) {
    const QString name = ownName(table, column);
    return name.isEmpty() ? ImportText::tr("Column %1").arg(column + 1) : name;
}

QString rowsText(const TablePreview& table) {
    if (table.complete && table.rows_read == 1) return ImportText::tr("1 row");
    const QString rows = stepText(table.rows_read);
    return table.complete ? ImportText::tr("%1 rows").arg(rows) : ImportText::tr("%1 rows looked at, there are more").arg(rows);
}

QString importObstacle(const ImportChoices& choices, const TablePreview& table) {
    if (choices.file.empty()) return ImportText::tr("Choose a file.");
    for (const ColumnRole role : columnRoles) {
        if (!needsColumn(choices.use, role) || isColumn(table, choices.column(role))) continue;
        if (role == ColumnRole::Label) return ImportText::tr("Choose the column of the labels.");
        return role == ColumnRole::Second ? ImportText::tr("Choose the column of the second text.")
                                          : ImportText::tr("Choose the column of the text.");
    }
    if (needsColumn(choices.use, ColumnRole::Label)) {
        const ColumnPreview& labels = columnOf(table, choices.column(ColumnRole::Label));
        const QString name = ownName(table, choices.column(ColumnRole::Label));
        const QString column =
            name.isEmpty() ? columnTitle(table, choices.column(ColumnRole::Label)) : ImportText::tr("Column “%1”").arg(name);
        if (labels.distinct > static_cast<std::int64_t>(ColumnPreview::most_distinct))
            return ImportText::tr("%1 has more than %2 different values; choose the column with the labels.")
                .arg(column, stepText(ColumnPreview::most_distinct));
        if (labels.distinct < 2 && table.complete)
            return ImportText::tr("%1 has only one label, so there is nothing to learn; choose another column.").arg(column);
    }
    return {};
}

QString otherFileObstacle(const ImportChoices& choices, const TablePreview& table, const TablePreview& other) {
    for (const ColumnRole role : columnRoles) {
        const int column = choices.column(role);
        if (!needsColumn(choices.use, role) || !isColumn(table, column)) continue;
        const std::string name = ownName(table, column).toStdString();
        const bool there =
            name.empty() ? isColumn(other, column) : std::find(other.names.begin(), other.names.end(), name) != other.names.end();
        if (!there)
            return ImportText::tr("This file has no %1; choose one with the columns of the training examples.")
                .arg(name.empty() ? columnPhrase(table, column) : ImportText::tr("column “%1”").arg(QString::fromStdString(name)));
    }
    return {};
}

QString importSummary(const ImportChoices& choices, const TablePreview& table) {
    const auto from = [&](ColumnRole role) { return columnPhrase(table, choices.column(role)); };
    QStringList parts;
    switch (choices.use) {
        case ImportUse::Classification:
            parts << ImportText::tr("Text from %1, label from %2").arg(from(ColumnRole::Text), from(ColumnRole::Label));
            break;
        case ImportUse::PairClassification:
            parts << ImportText::tr("Texts from %1 and %2, label from %3")
                         .arg(from(ColumnRole::Text), from(ColumnRole::Second), from(ColumnRole::Label));
            break;
        case ImportUse::SequencePairs:
            parts << ImportText::tr("Source from %1, target from %2").arg(from(ColumnRole::Text), from(ColumnRole::Second));
            break;
        case ImportUse::LanguageModel:
            parts << ImportText::tr("The next token at every place, in windows of %1 tokens").arg(choices.length);
            break;
        case ImportUse::MaskedLanguageModel:
            parts << ImportText::tr("Hidden tokens guessed from both sides, in windows of %1 tokens").arg(choices.length);
            break;
    }
    if (needsColumn(choices.use, ColumnRole::Label)) parts << labelsText(columnOf(table, choices.column(ColumnRole::Label)).distinct);
    if (readsTable(choices.use)) parts << rowsText(table);
    const auto file = [](const std::string& path) { return QFileInfo(QString::fromStdString(path)).fileName(); };
    parts << (choices.valid.empty() ? ImportText::tr("%1 % split off for validation").arg(std::lround(choices.split * 100))
                                    : ImportText::tr("validation with %1").arg(file(choices.valid)));
    if (!choices.test.empty()) parts << ImportText::tr("test with %1").arg(file(choices.test));
    return parts.join(QStringLiteral(" · "));
}

Task importedTask(const ImportChoices& choices, const TablePreview& table) {
    const auto common = [&](auto task) {
        task.train = choices.file;
        task.valid = choices.valid;
        task.test = choices.test;
        task.split = choices.split;
        task.vocabulary = choices.vocabulary;
        return task;
    };
    const auto rows = [&](auto task) {
        task = common(task);
        task.header = table.header;
        task.separator = table.separator;
        task.quoting = table.quoting;
        task.max_length = choices.length;
        return task;
    };
    const auto name = [&](ColumnRole role) { return columnName(table, choices.column(role)).toStdString(); };
    if (choices.use == ImportUse::SequencePairs) {
        auto task = rows(SequencePairsTask());
        task.source_column = name(ColumnRole::Text);
        task.target_column = name(ColumnRole::Second);
        return task;
    }
    if (readsTable(choices.use)) {
        auto task = rows(TextFileTask());
        task.text_column = name(ColumnRole::Text);
        if (needsColumn(choices.use, ColumnRole::Second)) task.text_pair_column = name(ColumnRole::Second);
        task.label_column = name(ColumnRole::Label);
        return task;
    }
    if (choices.use == ImportUse::LanguageModel) {
        auto task = common(LanguageModelTask());
        task.length = choices.length;
        return task;
    }
    auto task = common(MaskedLanguageModelTask());
    task.length = choices.length;
    return task;
}

std::vector<LabelShare> labelShares(const ColumnPreview& labels, double split) {
    std::vector<LabelShare> shares;
    for (const auto& [label, rows] : labels.labels) {
        const std::int64_t least = rows > 1 && split > 0 ? 1 : 0;
        const std::int64_t wanted = std::llround(split * static_cast<double>(rows));
        const std::int64_t valid = std::min(rows - 1, std::max(least, wanted));
        shares.push_back({label, rows - valid, valid});
    }
    std::stable_sort(shares.begin(), shares.end(),
                     [](const LabelShare& a, const LabelShare& b) { return a.train + a.valid > b.train + b.valid; });
    return shares;
}

int suggestedLength(const ImportChoices& choices, const TablePreview& table) {
    double tokens = 1;  // the first token; each text has one at its end
    for (const ColumnRole role : {ColumnRole::Text, ColumnRole::Second}) {
        const int column = choices.column(role);
        if (!needsColumn(choices.use, role) || !isColumn(table, column)) continue;
        tokens += columnOf(table, column).percentile_95 * tokensOfAWord(table, column, choices.vocabulary.kind) + 1;
    }
    const int eights = static_cast<int>(std::ceil(tokens / 8)) * 8;
    return std::clamp(eights, shortest, longest);
}

}  // namespace layerlab
