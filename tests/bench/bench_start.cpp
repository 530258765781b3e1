// How long the window takes from the start of the process to its first frame. Starts itself several times (the first, cold
// one does not count) and prints one line of JSON; exits with 1 if the median is over 0.7 s.
#include <QtWidgets>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <unistd.h>
#include <vector>

#include "ui/shell/main_window.h"
#include "ui/theme.h"

using namespace layerlab;

namespace {

constexpr double limit_s = 0.7;
constexpr int failed = 1, bad_input = 2;

// Seconds since this process was started, from the kernel: what happens before main() counts too.
double processAge() {
    std::ifstream stat("/proc/self/stat"), up("/proc/uptime");
    std::string line;
    std::getline(stat, line);
    std::istringstream fields(line.substr(line.rfind(')') + 2));
    std::string field;
    for (int i = 0; i < 20; ++i) fields >> field;  // the 22nd of the line: start in clock ticks after boot
    double now = 0;
    up >> now;
    return now - std::stod(field) / static_cast<double>(sysconf(_SC_CLK_TCK));
}

class FirstFrame : public QObject {
public:
    bool eventFilter(QObject*, QEvent* event) override {
        // The paint itself comes first, then what was queued behind it.
        if (event->type() == QEvent::Paint && !m_seen) {
            m_seen = true;
            QTimer::singleShot(0, [] {
                std::printf("%.3f\n", processAge());
                std::fflush(stdout);
                QCoreApplication::exit();
            });
        }
        return false;
    }

private:
    bool m_seen = false;
};

int openOnce(QApplication& application) {
    QTemporaryDir folder;
    QStandardPaths::setTestModeEnabled(true);
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.filePath(QStringLiteral("settings")));
    setTheme(Theme::light());
    MainWindow window(folder.filePath(QStringLiteral("library")));
    FirstFrame first;
    window.installEventFilter(&first);
    window.show();
    return application.exec();
}

}  // namespace

int main(int argc, char** argv) {
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY") &&
        qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("LayerLab"));
    QCoreApplication::setApplicationName(QStringLiteral("LayerLabBench"));
    if (application.arguments().contains(QStringLiteral("--once"))) return openOnce(application);

    std::vector<double> seconds;
    for (int i = 0; i < 11; ++i) {
        QProcess again;
        again.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--once")});
        if (!again.waitForFinished(30000) || again.exitCode() != 0) {
            std::fprintf(stderr, "bench_start: the window did not open\n");
            return bad_input;
        }
        if (i > 0) seconds.push_back(again.readAllStandardOutput().trimmed().toDouble());
    }
    std::sort(seconds.begin(), seconds.end());
    const double median = seconds[seconds.size() / 2];
    std::printf(
        "{\"name\": \"window/first_frame\", \"config\": \"warm, %s\", \"median\": %.3f, \"min\": %.3f, \"max\": %.3f, \"unit\": \"s\"}\n",
        qPrintable(QGuiApplication::platformName()), median, seconds.front(), seconds.back());
    return median > limit_s ? failed : 0;
}
