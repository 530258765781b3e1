// One page of help as it is read: Markdown in the theme's colours, pictures sharp and no wider than the page, marked
// words. Where links lead is the window's business.
#pragma once

#include <QTextBrowser>

#include "ui/help/help_pages.h"

namespace layerlab {

class HelpBrowser : public QTextBrowser {
    Q_OBJECT

public:
    explicit HelpBrowser(QWidget* parent = nullptr);

    void setPage(const QString& markdown);
    void scrollToPosition(int position);  // of a character
    // Marks them; `current` stands out and is scrolled to, -1: none.
    void setMatches(const QList<HelpMatch>& matches, int current);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void render();
    void style();
    void drawPictures();
    void markMatches();

    QString m_markdown;
    QList<HelpMatch> m_matches;
    int m_current = -1;
    int m_pictures_width = 0;
    bool m_rendering = false;
};

}  // namespace layerlab
