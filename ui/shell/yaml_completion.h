// What can be written where the cursor stands in an experiment file: keys by the place's path, choices by the key. It
// looks at indentation and brackets instead of parsing, because text that is being typed cannot be read yet.
#pragma once

#include <QList>
#include <QString>

namespace layerlab {

struct Completion {
    QString text;    // what is chosen: "learning_rate"
    QString help;    // rich text
    QString insert;  // what replaces the range: "learning_rate: "
    int back = 0;    // how far the cursor goes back into what was inserted
};

struct Completions {
    int from = 0, to = 0;  // what an entry replaces
    bool values = false;   // choices of a key, not keys
    QList<Completion> entries;
};

// Those that are the word before the cursor or begin with it come first, then those that contain it.
Completions completionsAt(const QString& text, int position);

// The dotted path of the key that is written at a position, "model.stack[].heads"; empty where there is none.
QString keyPathAt(const QString& text, int position);
// Rich text for a tooltip; empty if there is no such key.
QString yamlKeyHelp(const QString& path);

}  // namespace layerlab
