// Light colours for YAML: keys, numbers, strings, comments.
#pragma once

#include <QSyntaxHighlighter>

namespace layerlab {

class YamlHighlighter : public QSyntaxHighlighter {
public:
    explicit YamlHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {}

protected:
    void highlightBlock(const QString& text) override;
};

}  // namespace layerlab
