// What can be learned, as plain values: tasks generated from the seed, and tasks read from files. The defaults of the
// generated ones are small enough to be learned on a processor.
#pragma once

#include <cstdint>
#include <string>
#include <variant>

namespace layerlab {

// ---- generated ------------------------------------------------------------------------------------------------------

// p-hop induction (Sanford, Hsu and Telgarsky 2024, arXiv 2402.09268).
struct HopsTask {
    int length = 31;   // characters of a sequence; one hop-count token stands before them
    int symbols = 4;   // alphabet of the characters
    int max_hops = 2;  // the hop count is drawn uniformly from 0 … max_hops
    int valid_examples = 512;
    int test_examples = 512;

    bool operator==(const HopsTask&) const = default;
};

// ListOps (Nangia and Bowman 2018, arXiv 1804.06028): the value of a nested expression of MIN, MAX, MED and SM (sum
// modulo 10) over digits. One label a sequence.
struct ListopsTask {
    // classic: the authors' grammar. depth: as in Csordás, Irie and Schmidhuber 2021 (arXiv 2110.07732), the depth is
    // drawn first, and an expression of depth D really needs depth D.
    enum class Grammar { Classic, Depth };
    Grammar grammar = Grammar::Classic;
    int max_depth = 3;                  // levels of the tree, the digits' own included: 3 is an operator in an operator
    int max_arguments = 3;              // an operator has 2 … max_arguments
    double operator_probability = 0.4;  // of a node above the last level; 0.25 in the paper (the code's VALUE_P)
    int max_length = 32;                // tokens of an expression; longer ones are drawn again
    bool operator_root = true;          // false: as in the paper the whole expression may be one digit
    bool binary_brackets = false;       // ( ( ( [MAX 2 ) 9 ) ] ) as in the paper's files, instead of [MAX 2 9 ]
    int valid_examples = 512;
    int test_examples = 512;

    bool operator==(const ListopsTask&) const = default;
};

// Word problem of a group (Merrill, Petty and Sabharwal 2024, arXiv 2404.08819): the running product after every
// element. A5 and S5 are not solvable: there the need of depth grows with the length.
struct GroupWordsTask {
    enum class Group { S3, A5, S5, Z60 };
    Group group = Group::S3;
    int length = 16;  // elements of a sequence
    int valid_examples = 512;
    int test_examples = 512;

    bool operator==(const GroupWordsTask&) const = default;
};

// Dyck-(k, D), well nested brackets of k kinds at most D deep (Hewitt et al. 2020, arXiv 2010.07515): which bracket may
// close next. Two layers suffice (Yao et al. 2021, arXiv 2105.11115): a shallow control.
struct DyckTask {
    int kinds = 4;
    int max_depth = 4;
    int min_length = 16;  // brackets of a sequence
    int length = 32;      // the most; longer sequences are drawn again
    int valid_examples = 512;
    int test_examples = 512;

    bool operator==(const DyckTask&) const = default;
};

// a + b modulo p over all p² equations (Power et al. 2022, "Grokking", arXiv 2201.02177). One layer can do it: a
// shallow control, and a slow one.
struct ModularAdditionTask {
    int modulus = 97;
    double train_share = 0.5;  // of all equations, a fraction (the reference states per cent); the rest is halved into valid and test

    bool operator==(const ModularAdditionTask&) const = default;
};

// Compositional table lookup (Liška, Kruszewski and Baroni 2018, arXiv 1802.06467): a symbol is looked up in one table
// after the other; the tables are random bijections, made from the seed. One label a sequence.
struct ComposedTablesTask {
    enum class Order { Forward, Backward };
    int symbols = 8;
    int tables = 6;
    int max_compositions = 4;      // lookups of a sequence are drawn from 1 … max_compositions
    Order order = Order::Forward;  // forward: x f g for g(f(x)); backward: g f x
    int valid_examples = 512;
    int test_examples = 512;

    bool operator==(const ComposedTablesTask&) const = default;
};

// ---- from files -----------------------------------------------------------------------------------------------------

struct Vocabulary {
    // word: split at white space and punctuation; character: every code point; wordpiece: greedy longest match over
    // pieces trained on the training text (Wu et al. 2016; BERT's ##pieces).
    enum class Kind { Word, Character, Wordpiece };
    Kind kind = Kind::Word;
    int size = 8000;  // most frequent tokens kept, special tokens included
    bool lower_case = true;

    bool operator==(const Vocabulary&) const = default;
};

// Labelled text, one example a row: tables with columns separated by tabs or commas, .gz too.
struct TextFileTask {
    // automatic: by the file's name (.csv: comma, else tab), quotes where the file's first rows use them consistently.
    enum class Separator { Automatic, Tab, Comma, Semicolon };
    // none: a quote is a character; double: RFC 4180, "" is a quote within quotes; backslash: also \" \n \t \\.
    enum class Quoting { Automatic, None, Double, Backslash };
    std::string train;
    std::string valid;  // empty: split off from train
    std::string test;   // empty: none
    bool header = false;
    Separator separator = Separator::Automatic;
    Quoting quoting = Quoting::Automatic;
    std::string text_column = "1";  // number from 1, or a name of the header line
    std::string text_pair_column;   // empty: one text
    std::string label_column = "2";
    double split = 0.1;               // part of train used for validation when `valid` is empty
    int max_length = 128;             // tokens of a sequence, special tokens included; longer texts are cut
    std::int64_t train_examples = 0;  // 0: all
    Vocabulary vocabulary;

    bool operator==(const TextFileTask&) const = default;
};

// Plain text, the next token at every position; causal. Windows of `length` tokens.
struct LanguageModelTask {
    std::string train;
    std::string valid;  // empty: the last `split` of train
    std::string test;   // empty: none
    double split = 0.1;
    int length = 128;  // tokens of a window
    Vocabulary vocabulary{Vocabulary::Kind::Character, 8000, false};

    bool operator==(const LanguageModelTask&) const = default;
};

// Plain text with tokens masked (Devlin et al. 2019, BERT, section 3.1): of the chosen ones 80 % become [MASK], 10 % a
// random token, 10 % stay.
struct MaskedLanguageModelTask {
    std::string train;
    std::string valid;
    std::string test;
    double split = 0.1;
    int length = 128;
    double mask_share = 0.15;
    Vocabulary vocabulary;

    bool operator==(const MaskedLanguageModelTask&) const = default;
};

// Source and target text, one pair a row: source [SEP] target [SEP] as one causal sequence, loss on the target.
struct SequencePairsTask {
    std::string train;
    std::string valid;
    std::string test;
    bool header = false;
    TextFileTask::Separator separator = TextFileTask::Separator::Automatic;
    TextFileTask::Quoting quoting = TextFileTask::Quoting::Automatic;
    std::string source_column = "1";
    std::string target_column = "2";
    double split = 0.1;
    int max_length = 128;  // tokens of both together
    std::int64_t train_examples = 0;
    Vocabulary vocabulary;

    bool operator==(const SequencePairsTask&) const = default;
};

// In the order of the key task.kind's words.
using Task = std::variant<HopsTask, ListopsTask, GroupWordsTask, DyckTask, ModularAdditionTask, ComposedTablesTask, TextFileTask,
                          LanguageModelTask, MaskedLanguageModelTask, SequencePairsTask>;

}  // namespace layerlab
