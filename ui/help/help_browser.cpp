#include "ui/help/help_browser.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QImage>
#include <QPainter>
#include <QScrollBar>
#include <QSvgRenderer>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QTextTable>
#include <algorithm>
#include <cmath>

#include "ui/theme.h"

namespace layerlab {

namespace {

constexpr int page_margin = 18;
// The colour of lines and letters in the pictures' files, legible on light and dark; here the theme's own is better.
constexpr auto picture_ink = "#76808f";

QByteArray pictureFile(const QString& name) {
    // "../images/x.svg" as seen from a page's own folder.
    QFile file(QStringLiteral(":/help/images/") + name.section(QLatin1Char('/'), -1));
    return file.open(QIODevice::ReadOnly) ? file.readAll().replace(picture_ink, theme().text.name().toLatin1()) : QByteArray();
}

}  // namespace

HelpBrowser::HelpBrowser(QWidget* parent) : QTextBrowser(parent) {
    setOpenLinks(false);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Page of help"));
    document()->setDocumentMargin(page_margin);
}

void HelpBrowser::setPage(const QString& markdown) {
    m_markdown = markdown;
    m_matches.clear();
    m_current = -1;
    render();
    // A resize keeps the cursor's place in sight, and reading leaves it at the end.
    moveCursor(QTextCursor::Start);
    verticalScrollBar()->setValue(0);
}

void HelpBrowser::scrollToPosition(int position) {
    QTextCursor cursor(document());
    cursor.setPosition(std::clamp(position, 0, std::max(0, document()->characterCount() - 1)));
    const QRectF block = document()->documentLayout()->blockBoundingRect(cursor.block());
    setTextCursor(cursor);
    verticalScrollBar()->setValue(static_cast<int>(block.top()) - page_margin / 2);
}

void HelpBrowser::setMatches(const QList<HelpMatch>& matches, int current) {
    m_matches = matches;
    m_current = current;
    markMatches();
    if (current < 0 || current >= matches.size()) return;
    QTextCursor cursor(document());
    cursor.setPosition(matches[current].position);
    setTextCursor(cursor);
    ensureCursorVisible();
}

void HelpBrowser::render() {
    m_rendering = true;
    document()->setMarkdown(m_markdown, QTextDocument::MarkdownDialectGitHub);
    // As one change: else the page would be laid out again after each part of it.
    QTextCursor change(document());
    change.beginEditBlock();
    style();
    m_pictures_width = 0;
    drawPictures();
    change.endEditBlock();
    document()->size();  // lays out all of it, so that every place can be scrolled to
    markMatches();
    m_rendering = false;
}

void HelpBrowser::style() {
    const Theme& t = theme();
    const QStringList fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont).families();
    const double size = font().pointSizeF();
    struct Part {
        int from, to;
        QTextCharFormat format;
    };
    QList<Part> parts;  // first found, then changed: changing moves the fragments
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        const int level = format.headingLevel();
        if (level > 0) {
            format.setTopMargin(level == 1 ? 0 : size * (level == 2 ? 1.8 : 1.2));
            format.setBottomMargin(size * 0.5);
        } else if (format.hasProperty(QTextFormat::BlockCodeFence)) {
            format.setBackground(t.window);
            format.setNonBreakableLines(true);
        } else {
            format.setLineHeight(125, QTextBlockFormat::ProportionalHeight);
        }
        QTextCursor(block).setBlockFormat(format);
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextFragment fragment = part.fragment();
            QTextCharFormat letters = fragment.charFormat();
            if (letters.isImageFormat()) continue;
            if (letters.fontFixedPitch()) letters.setFontFamilies(fixed);
            if (letters.isAnchor()) letters.setForeground(t.accent);
            if (level > 0) {
                letters.clearProperty(QTextFormat::FontSizeAdjustment);
                letters.setFontPointSize(size * (level == 1 ? 1.7 : level == 2 ? 1.3 : 1.05));
                letters.setFontWeight(QFont::DemiBold);
            }
            parts.append({fragment.position(), fragment.position() + fragment.length(), letters});
        }
    }
    for (const Part& part : parts) {
        QTextCursor cursor(document());
        cursor.setPosition(part.from);
        cursor.setPosition(part.to, QTextCursor::KeepAnchor);
        cursor.setCharFormat(part.format);
    }
    for (QTextFrame* frame : document()->rootFrame()->childFrames()) {
        auto* table = qobject_cast<QTextTable*>(frame);
        if (!table) continue;
        QTextTableFormat format = table->format();
        format.setBorderCollapse(true);
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(t.border);
        format.setCellPadding(5);
        format.setCellSpacing(0);
        format.setTopMargin(size * 0.5);
        format.setBottomMargin(size * 0.8);
        table->setFormat(format);
    }
}

void HelpBrowser::drawPictures() {
    const int room = viewport()->width() - 2 * page_margin;
    if (room <= 0 || room == m_pictures_width) return;
    m_pictures_width = room;
    struct Picture {
        int position;
        QTextImageFormat format;
    };
    QList<Picture> pictures;  // first found, then changed: changing moves the fragments
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next())
        for (auto part = block.begin(); !part.atEnd(); ++part)
            if (part.fragment().charFormat().isImageFormat())
                pictures.append({part.fragment().position(), part.fragment().charFormat().toImageFormat()});
    for (Picture& picture : pictures) {
        QSvgRenderer svg(pictureFile(picture.format.name()));
        if (!svg.isValid()) continue;
        const QSizeF natural = svg.defaultSize();
        const double scale = std::min(1.0, room / natural.width());
        const QSizeF size = natural * scale;
        const double ratio = devicePixelRatioF();
        QImage image((size * ratio).toSize(), QImage::Format_ARGB32_Premultiplied);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        svg.render(&painter);
        painter.end();
        image.setDevicePixelRatio(ratio);
        document()->addResource(QTextDocument::ImageResource, QUrl(picture.format.name()), image);
        picture.format.setWidth(std::floor(size.width()));
        picture.format.setHeight(std::floor(size.height()));
        QTextCursor cursor(document());
        cursor.setPosition(picture.position);
        cursor.setPosition(picture.position + 1, QTextCursor::KeepAnchor);
        cursor.setCharFormat(picture.format);
    }
}

void HelpBrowser::markMatches() {
    const Theme& t = theme();
    QList<ExtraSelection> marks;
    const int end = document()->characterCount() - 1;
    for (int i = 0; i < m_matches.size(); ++i) {
        const HelpMatch& match = m_matches[i];
        if (match.position + match.length > end) continue;
        ExtraSelection mark;
        mark.cursor = QTextCursor(document());
        mark.cursor.setPosition(match.position);
        mark.cursor.setPosition(match.position + match.length, QTextCursor::KeepAnchor);
        if (i == m_current) {
            mark.format.setBackground(palette().color(QPalette::Highlight));
            mark.format.setForeground(palette().color(QPalette::HighlightedText));
        } else {
            mark.format.setBackground(t.accent_soft);
        }
        marks.append(mark);
    }
    setExtraSelections(marks);
}

void HelpBrowser::resizeEvent(QResizeEvent* event) {
    QTextBrowser::resizeEvent(event);
    if (!m_rendering) drawPictures();
}

void HelpBrowser::changeEvent(QEvent* event) {
    QTextBrowser::changeEvent(event);
    if (event->type() != QEvent::PaletteChange && event->type() != QEvent::FontChange) return;
    if (m_rendering || m_markdown.isEmpty()) return;
    const int place = verticalScrollBar()->value();
    render();
    verticalScrollBar()->setValue(place);
}

}  // namespace layerlab
