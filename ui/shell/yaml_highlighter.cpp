#include "ui/shell/yaml_highlighter.h"

#include <QRegularExpression>

#include "ui/theme.h"

namespace layerlab {

void YamlHighlighter::highlightBlock(const QString& text) {
    // One pass over the line: what a comment or a string holds is not looked at again.
    static const QRegularExpression token(QStringLiteral(R"((?<string>"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))"
                                                         R"(|(?<comment>(?:^|(?<=\s))#.*$))"
                                                         R"(|(?<key>[A-Za-z_][\w.-]*(?=\s*:(?:\s|$))))"
                                                         R"(|(?<number>(?<![\w.])[-+]?(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?(?![\w.])))"
                                                         R"(|(?<word>\b(?:true|false|yes|no|auto|null)\b))"));
    QTextCharFormat key, number, string, comment;
    key.setForeground(theme().accent);
    number.setForeground(theme().categorical(1));
    string.setForeground(theme().categorical(2));
    comment.setForeground(theme().muted);
    comment.setFontItalic(true);
    for (auto it = token.globalMatch(text); it.hasNext();) {
        const QRegularExpressionMatch match = it.next();
        const auto format = [&](const char* name, const QTextCharFormat& with) {
            const QString group = QString::fromLatin1(name);
            const auto start = static_cast<int>(match.capturedStart(group));
            if (start >= 0) setFormat(start, static_cast<int>(match.capturedLength(group)), with);
        };
        format("string", string);
        format("comment", comment);
        format("key", key);
        format("number", number);
        format("word", number);
    }
}

}  // namespace layerlab
