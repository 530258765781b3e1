// layerlab --render: the charts of runs and the picture of their stack as files, without a display.
#pragma once

#include <QString>
#include <QStringList>

namespace layerlab {

// Writes loss, accuracy_by_depth and accuracy_over_time as png, svg and pdf, canvas.png, report.html and report.pdf into
// `folder`, a folder of its own for each run if there are several; then `folder` gets the report that compares them. Prints the paths on stdout, what is wrong on stderr. Returns the exit
// code: 0, 1 (a picture could not be written), 2 (no such run).
int renderRuns(const QStringList& runs, const QString& folder);

}  // namespace layerlab
