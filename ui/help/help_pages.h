// What the help says, without a window: the pages in their order, their Markdown in the language in force (written ones
// from the resources, lists of keys, commands and pairs of techniques from the program itself), and how headings are linked to.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QAction;
class QTextDocument;

namespace layerlab {

struct HelpHeading {
    int level = 1;
    QString text;
    int position = 0;  // of its first character in the document
};

// In the order of reading.
QStringList helpPages();
// Of a page of helpPages(), or nothing. `chinese`: in Chinese where the page is there in it; generated pages follow the
// translations in force anyway.
QString helpMarkdown(const QString& page, bool chinese, const QList<QAction*>& commands);

QString keysMarkdown();
// Which techniques go together: a matrix, and what each pair means or why it cannot be; see composition.h.
QString compositionsMarkdown();
QString commandsMarkdown(const QList<QAction*>& commands);

// "When not to use it" is linked to as "when-not-to-use-it", as GitHub does.
QString headingAnchor(const QString& heading);
QList<HelpHeading> headingsOf(const QTextDocument& document);

// Places in `text` where one of the words typed begins, in order, with lengths; nothing unless every word occurs.
struct HelpMatch {
    int position = 0;
    int length = 0;
};
QList<HelpMatch> helpMatches(const QString& text, const QString& typed);

}  // namespace layerlab
