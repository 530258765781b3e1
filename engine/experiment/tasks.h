// The generated tasks other than p-hop induction, as plain values: what each one's generator needs to know. The
// defaults are small enough to be learned on a processor.
#pragma once

namespace layerlab {

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

}  // namespace layerlab
