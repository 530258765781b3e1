// How every chart leaves the window: a question where to, with the folder of the last time, and a table for the clipboard.
#pragma once

#include <QSize>
#include <QString>
#include <functional>

class QIODevice;
class QPainter;
class QSvgGenerator;
class QWidget;

namespace layerlab {

// Asks for a file with this suffix, named after the chart. `chosen` is called if there is an answer and `parent` is there.
void askWhereToExport(QWidget* parent, const QString& title, const QString& suffix, const std::function<void(const QString&)>& chosen);

// Tells an SVG what it is a picture of, and makes its text as large as on the screen. size: in pixels of `dpi`.
void describeSvg(QSvgGenerator& generator, QIODevice& file, QSize size, int dpi, const QString& title, const QString& description);

// Writes a drawing as SVG or PDF, by the path's suffix. size: in pixels of `dpi`; draw: is handed a painter on a page of that
// size. Says what is wrong, or nothing.
QString saveDrawing(const QString& path, QSize size, int dpi, const QString& title, const QString& description,
                    const std::function<void(QPainter&)>& draw);

// For spreadsheets, which take tabs, and for programs that ask for CSV.
void copyTable(const QString& tabs, const QString& commas);

}  // namespace layerlab
