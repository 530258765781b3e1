// A report of runs as a file: one HTML page, or a PDF of the same.
#pragma once

#include <QString>
#include <QStringList>
#include <string>

namespace layerlab {

struct Comparison;

// By the file name's ending, html or pdf. Returns what went wrong, or nothing. Any thread; takes some seconds for many runs.
QString saveReport(const Comparison& comparison, const QString& path);
// The same, reading the runs first. split: "valid" or "test".
QString saveReport(const QStringList& folders, const std::string& split, const QString& path);

}  // namespace layerlab
