// A program in a process of its own, and what it answered.
#pragma once

#include <QByteArray>
#include <QProcess>
#include <QStringList>

namespace layerlab {

struct Result {
    int code = -1;  // the exit status; -1: it did not end by itself
    QByteArray out, err;
};

// Waits for the end of a started program, for two minutes at most.
inline Result result(QProcess& process) {
    process.waitForFinished(120000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
}

inline Result start(const QString& program, const QStringList& arguments) {
    QProcess process;
    process.start(program, arguments);
    return result(process);
}

}  // namespace layerlab
