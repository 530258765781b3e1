#include "engine/experiment/describe_tasks.h"

#include <array>
#include <utility>

#include "engine/experiment/field_values.h"
#include "engine/text.h"

namespace layerlab {

using namespace values;

namespace {

constexpr Range share{0, 1, true, true};

template <std::size_t... kinds>
std::array<Task, sizeof...(kinds)> plainTasks(std::index_sequence<kinds...>) {
    return {Task(std::in_place_index<kinds>)...};
}

// ---- keys that several kinds have: one help for all of them ----------------------------------------------------------

void describeLength(int& length, const Range& range, FieldVisitor& v) {
    v.value({"length",
             words("Length of a sequence. hops: its characters, after one token with the number of hops; group_words: its elements; dyck: "
                   "its brackets at most, longer ones are drawn again; of plain text: the tokens of a window."),
             words("tokens")},
            number(length, range));
}

void describeSymbols(int& symbols, const Range& range, FieldVisitor& v) {
    v.value({"symbols", words("How many different symbols there are. hops: no two neighbours are equal; composed_tables: what is looked "
                              "up, and the size of every table.")},
            number(symbols, range));
}

void describeMaxDepth(int& depth, const Range& range, FieldVisitor& v) {
    v.value({"max_depth", words("How deep the nesting goes at most. listops: levels of the tree, the digits' own included, so that 3 is an "
                                "operator within an operator; dyck: brackets that are open at once.")},
            number(depth, range));
}

void describeMaxLength(int& length, const Range& range, FieldVisitor& v) {
    v.value({"max_length",
             words("Tokens of a sequence at most. Longer texts are cut, special tokens included in the count, and longer expressions of "
                   "listops are drawn again."),
             words("tokens")},
            number(length, range));
}

void describeExamples(int& valid, int& test, FieldVisitor& v) {
    v.value({"valid_examples", words("Sequences of the validation set, generated once; none of them is trained on."), words("sequences")},
            number(valid, {1, 1e6}));
    v.value({"test_examples", words("Sequences of the test set, generated once; none of them is trained on."), words("sequences")},
            number(test, {1, 1e6}));
}

void describeFiles(std::string& train, std::string& valid, std::string& test, FieldVisitor& v) {
    v.value({"train", words("File to train on: a table with one example a row, or plain text; .gz too. Relative to this file.")},
            plainText(train));
    v.value({"valid", words("File for validation; without it a part of the training file is split off.")}, plainText(valid));
    v.value({"test", words("File of the test, measured once at the end of training with the best weights.")}, plainText(test));
}

void describeTable(bool& header, TextFileTask::Separator& separator, TextFileTask::Quoting& quoting, FieldVisitor& v) {
    v.value({"header", words("Whether the first line names the columns.")}, boolean(header));
    v.value({"separator", words("What stands between columns. automatic: by the file's name, a comma in .csv, else a tab.")},
            choice(separator, {"automatic", "tab", "comma", "semicolon"}));
    v.value({"quoting", words("none: a quote is a character like others; double: quoted cells, \"\" is a quote within (RFC 4180); "
                              "backslash: also \\\" and \\n within; automatic: what the first rows look like.")},
            choice(quoting, {"automatic", "none", "double", "backslash"}));
}

void describeSplit(double& split, FieldVisitor& v) {
    v.value({"split", words("Part of the training file used for validation when there is no validation file. Of labelled rows each label "
                            "gives its share, drawn from the seed; of plain text it is the end.")},
            number(split, share));
}

void describeTrainExamples(std::int64_t& examples, FieldVisitor& v) {
    v.value({"train_examples", words("How many training examples to use, drawn from the seed.")}, number(examples, {1, 1e12}, "all"));
}

void describeVocabulary(Vocabulary& vocabulary, FieldVisitor& v) {
    v.group({"vocabulary", words("How text becomes tokens.")}, true, nullptr, [&vocabulary](FieldVisitor& w) {
        w.value({"kind", words("word: split at white space and punctuation, Chinese characters on their own; character: every character; "
                               "wordpiece: words, rare ones cut into pieces that are learned from the training text (as BERT).")},
                choice(vocabulary.kind, {"word", "character", "wordpiece"}));
        w.value({"size", words("Most frequent tokens of the training texts kept, special tokens included; the rest is [UNK]."),
                 words("tokens")},
                number(vocabulary.size, {6, 10'000'000}));
        w.value({"lower_case", words("Whether text is lower-cased first.")}, boolean(vocabulary.lower_case));
    });
}

// ---- the kinds ------------------------------------------------------------------------------------------------------

void describeFields(HopsTask& task, FieldVisitor& v) {
    describeLength(task.length, {2, 65536}, v);
    // Of two symbols, no two neighbours equal, there would be two sequences.
    describeSymbols(task.symbols, {3, 1000}, v);
    v.value({"max_hops", words("The number of hops is drawn from 0 to this. Each layer about doubles the hops that can be "
                               "followed, so this is the task's need of depth.")},
            number(task.max_hops, {0, 1000}));
    describeExamples(task.valid_examples, task.test_examples, v);
}

void describeFields(ListopsTask& task, FieldVisitor& v) {
    v.value({"grammar", words("classic: expressions as Nangia and Bowman draw them; depth: the depth is drawn first, and the value really "
                              "needs all of it (Csordás, Irie and Schmidhuber 2021).")},
            choice(task.grammar, {"classic", "depth"}));
    describeMaxDepth(task.max_depth, {1, 50}, v);
    v.value({"max_arguments", words("An operator has from 2 to this many arguments.")}, number(task.max_arguments, {2, 10}));
    v.value({"operator_probability", words("Probability that a node above the last level is an operator and not a digit; 0.25 in the "
                                           "paper.")},
            number(task.operator_probability, {0, 1, false, true}));
    describeMaxLength(task.max_length, {1, 4096}, v);
    v.value({"operator_root", words("Whether every expression begins with an operator; in the paper it may be one digit.")},
            boolean(task.operator_root));
    v.value({"binary_brackets", words("Whether brackets are added as in the paper's files: ( ( ( [MAX 2 ) 9 ) ] ) instead of [MAX 2 9 ].")},
            boolean(task.binary_brackets));
    describeExamples(task.valid_examples, task.test_examples, v);
}

void describeFields(GroupWordsTask& task, FieldVisitor& v) {
    v.value({"group", words("s3: 6 elements; a5: 60, the smallest group that is not solvable; s5: 120, not solvable; z60: adding modulo "
                            "60. Where a group is not solvable the need of depth grows with the length.")},
            choice(task.group, {"s3", "a5", "s5", "z60"}));
    describeLength(task.length, {1, 4096}, v);
    describeExamples(task.valid_examples, task.test_examples, v);
}

void describeFields(DyckTask& task, FieldVisitor& v) {
    v.value({"kinds", words("How many kinds of brackets there are.")}, number(task.kinds, {2, 128}));
    describeMaxDepth(task.max_depth, {2, 50}, v);
    v.value({"min_length", words("Brackets of a sequence at least."), words("tokens")}, number(task.min_length, {2, 4096}));
    describeLength(task.length, {2, 4096}, v);
    describeExamples(task.valid_examples, task.test_examples, v);
}

void describeFields(ModularAdditionTask& task, FieldVisitor& v) {
    v.value({"modulus", words("p of a + b modulo p; there are p² equations.")}, number(task.modulus, {2, 1000}));
    v.value({"train_share", words("Part of all equations that is trained on; half of the rest is for validation, half for the test. The "
                                  "smaller, the later the model generalises.")},
            number(task.train_share, share));
}

void describeFields(ComposedTablesTask& task, FieldVisitor& v) {
    describeSymbols(task.symbols, {2, 1000}, v);
    v.value({"tables", words("How many tables there are. Each gives every symbol another one, drawn from the seed.")},
            number(task.tables, {1, 1000}));
    v.value({"max_compositions", words("Lookups of a sequence are drawn from 1 to this: the task's need of depth."), words("lookups")},
            number(task.max_compositions, {1, 1000}));
    v.value({"order", words("forward: the symbol, then the tables in the order they are used; backward: as functions are written.")},
            choice(task.order, {"forward", "backward"}));
    describeExamples(task.valid_examples, task.test_examples, v);
}

void describeFields(TextFileTask& task, FieldVisitor& v) {
    describeFiles(task.train, task.valid, task.test, v);
    describeTable(task.header, task.separator, task.quoting, v);
    v.value({"text_column", words("Column of the text: a number from 1, or a name of the header line.")}, plainText(task.text_column));
    v.value({"text_pair_column", words("Column of a second text, where two are judged together; empty: there is one.")},
            plainText(task.text_pair_column));
    v.value({"label_column", words("Column of the label: a number from 1, or a name of the header line.")}, plainText(task.label_column));
    describeSplit(task.split, v);
    describeMaxLength(task.max_length, {4, 65536}, v);
    describeTrainExamples(task.train_examples, v);
    describeVocabulary(task.vocabulary, v);
}

void describeFields(LanguageModelTask& task, FieldVisitor& v) {
    describeFiles(task.train, task.valid, task.test, v);
    describeSplit(task.split, v);
    describeLength(task.length, {2, 65536}, v);
    describeVocabulary(task.vocabulary, v);
}

void describeFields(MaskedLanguageModelTask& task, FieldVisitor& v) {
    describeFiles(task.train, task.valid, task.test, v);
    describeSplit(task.split, v);
    describeLength(task.length, {4, 65536}, v);
    v.value({"mask_share", words("Part of the tokens that has to be guessed. Of these 80 % become [MASK], 10 % another token, 10 % "
                                 "stay (Devlin et al. 2019).")},
            number(task.mask_share, share));
    describeVocabulary(task.vocabulary, v);
}

void describeFields(SequencePairsTask& task, FieldVisitor& v) {
    describeFiles(task.train, task.valid, task.test, v);
    describeTable(task.header, task.separator, task.quoting, v);
    v.value({"source_column", words("Column of the text that is given: a number from 1, or a name of the header line.")},
            plainText(task.source_column));
    v.value({"target_column", words("Column of the text to be written: a number from 1, or a name of the header line.")},
            plainText(task.target_column));
    describeSplit(task.split, v);
    describeMaxLength(task.max_length, {4, 65536}, v);
    describeTrainExamples(task.train_examples, v);
    describeVocabulary(task.vocabulary, v);
}

}  // namespace

const std::vector<std::string>& taskKinds() {
    static const std::vector<std::string> kinds{
        "hops",      "listops",        "group_words",           "dyck",          "modular_addition", "composed_tables",
        "text_file", "language_model", "masked_language_model", "sequence_pairs"};
    return kinds;
}

Task plainTask(std::size_t kind) {
    static const auto all = plainTasks(std::make_index_sequence<std::variant_size_v<Task>>());
    return all.at(kind);
}

void describeTask(Task& task, FieldVisitor& v) {
    Value kind = emptyValue(ValueKind::Choice);
    kind.choices = taskKinds();
    kind.get = [&task]() -> std::optional<std::vector<std::string>> { return {{taskKinds()[task.index()]}}; };
    kind.set = [&task](const std::vector<std::string>& texts) -> std::string {
        int index = 0;
        if (texts.size() != 1) return needsOne();
        if (std::string wrong = pick(texts[0], taskKinds(), index); !wrong.empty()) return wrong;
        if (static_cast<std::size_t>(index) != task.index()) task = plainTask(static_cast<std::size_t>(index));
        return {};
    };
    v.value({"kind", words("What is learned. Generated: hops (p-hop induction), listops (nested expressions), group_words (products in a "
                           "group), dyck (brackets), modular_addition, composed_tables. From files: text_file (a label for a text), "
                           "language_model (the next token), masked_language_model (hidden tokens), sequence_pairs (one text from "
                           "another).")},
            kind);
    std::visit([&v](auto& fields) { describeFields(fields, v); }, task);
}

}  // namespace layerlab
