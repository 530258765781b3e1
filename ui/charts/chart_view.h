// One chart as every chart of the window is: a title line with its controls over a plot that zooms, pans, follows the
// end of its data, names its curves at their ends, shows values at the cursor and exports itself. What is drawn in it
// is decided by its owner (training_charts.h): curves, markers and what a value means.
#pragma once

#include <QImage>
#include <QList>
#include <QSize>
#include <QString>
#include <QStringList>
#include <QWidget>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include "ui/theme.h"

class QAction;
class QCustomPlot;
class QHBoxLayout;
class QLabel;
class QMenu;
class QMouseEvent;
class QPainter;
class QSlider;
class QTimer;
class QToolButton;

namespace layerlab {

constexpr double no_limit = std::numeric_limits<double>::quiet_NaN();  // of an axis

class BackgroundWorker;
class ChartCrosshair;
class ChartOverlay;
class ChartTable;
class CurveGraph;
struct ChartCurve;
struct ChartData;

// How a curve looks. Colours are asked for at painting, so that a change of theme reaches every curve.
struct CurveLook {
    enum class Shape { Circle, Disc, Diamond };  // a circle is filled with the panel's colour, the others with the curve's

    std::function<QColor(const Theme&)> color = [](const Theme& t) { return t.accent; };
    double width = 1;                  // thick pens only for curves of few points
    QList<double> dashes;              // lengths of dashes and gaps, in widths of the line; empty: a solid line
    bool line = true;                  // false: points alone
    bool points = false;               // marks at the values
    Shape shape = Shape::Circle;       // of these
    double point_size = 7.5;           // their diameter
    bool in_values = true;             // named by the crosshair, the CSV file and the accessible summary
    bool end_label = false;            // named at the end of its line; a click there hides it
    QString end_text;                  // "%1" is the last value; empty: the name alone
    const ChartCurve* with = nullptr;  // hidden and shown together with this one
};

// A curve of a chart; owned by its ChartView.
struct ChartCurve {
    QString name;
    CurveLook look;
    bool shown = true;

    // Kept while points are appended, so that fitting a million points costs nothing.
    std::int64_t count = 0;
    double min_x = 0, max_x = 0, min_y = 0, max_y = 0, last_x = 0, last_y = 0;
    double least_positive_x = 0, least_positive_y = 0;  // 0: none
    std::int64_t revision = 0;                          // no other state of any curve has it, except for points added at the end
    CurveGraph* graph = nullptr;
};

class ChartView : public QWidget {
    Q_OBJECT

public:
    explicit ChartView(QWidget* parent = nullptr);
    ~ChartView() override;

    // ---- what it says ----
    void setTitle(const QString& title);
    QString title() const;
    void setDetail(const QString& detail);  // muted, at the right of the title line
    QString detail() const;
    void setAxisTitles(const QString& x, const QString& y);
    QString xTitle() const { return m_x_title; }
    void setEmptyText(const QString& text);  // shown as long as no curve has a point
    // Tick labels and values as texts; by default step numbers on x and valueText on y.
    void setFormats(std::function<QString(double)> x, std::function<QString(double)> y);
    void setIntegerX(bool integers);  // ticks at whole numbers only, thinned when there are many
    void setFractionalX();            // ticks also between whole numbers, all named by the format of x
    // Limits that fitting keeps to, e.g. 0 and 100 for percentages; no_limit: none.
    void setYLimits(double lowest, double highest);
    void setXRange(double lower, double upper);  // what fitting shows at least; no_limit: what the data has
    void setSmoothingVisible(bool visible);
    void setSmoothing(double weight);  // 0 … 0.99
    double smoothing() const;
    void setSortedValues(bool sorted);  // the crosshair names curves from the highest value to the lowest
    void addControl(QWidget* control);  // in the title line, before the chart's own buttons
    // From now on axes, smoothing and the table are as they were left under this object's name, and are kept.
    void remember();

    // ---- curves: in drawing order, pointers stay valid until removed ----
    ChartCurve* addCurve(const QString& name, const CurveLook& look);
    void removeCurve(ChartCurve* curve);
    void setData(ChartCurve* curve, const QList<double>& x, const QList<double>& y);  // x ascending
    void addPoint(ChartCurve* curve, double x, double y);                             // x ascending
    void removeFrom(ChartCurve* curve, double x);                                     // points at x and later
    QList<std::pair<double, double>> data(const ChartCurve* curve) const;
    void setLook(ChartCurve* curve, const CurveLook& look);
    void setName(ChartCurve* curve, const QString& name);
    void setCurveShown(ChartCurve* curve, bool shown);
    std::vector<ChartCurve*> curves() const;

    // Thin vertical lines with a name, e.g. where a stage starts.
    void addMarker(double x, const QString& name);
    void removeAllMarkers();

    // ---- view ----
    void refresh();  // at most one queued replot, and only if something changed
    void fit();      // shows everything and follows the end again
    bool followsEnd() const { return m_follow; }
    void setLogX(bool log);
    void setLogY(bool log);
    bool logX() const { return m_log_x; }
    bool logY() const { return m_log_y; }
    std::int64_t replots() const { return m_replots; }  // since the start: a hidden chart must not replot
    QCustomPlot* plot() const { return m_plot; }
    void setTableShown(bool shown);  // the values as a table, in the place of the plot
    bool tableShown() const { return m_table_shown; }
    ChartTable* table() const { return m_table; }  // nullptr until it was first shown

    // ---- crosshair: what is hovered over in one chart is shown in the charts linked with it ----
    void showCrosshairAt(double x);
    void hideCrosshair();
    bool crosshairShown() const;
    static void linkCrosshairs(const QList<ChartView*>& charts);  // charts whose x means the same

    // Writes the chart by the file name's ending: png (at twice the size), svg, pdf, csv. Works without being shown.
    // Returns what went wrong, or nothing.
    QString saveTo(const QString& path, QSize size = {});
    QString csv() const;
    QImage picture(QSize size = {}, double scale = 2);
    void copyPicture();
    void copyData();  // reaches the clipboard a moment later: a million rows are written in the background
    void exportWithDialog(const QString& suffix);
    // One line about the last values, also the accessible name.
    virtual QString summary() const;

Q_SIGNALS:
    void smoothingChanged(double weight);
    void hovered(double x);  // the crosshair stands at x, because of the mouse
    void hoverEnded();
    void failed(const QString& message);

protected:
    struct TooltipLine {
        QString text;
        QColor color;  // invalid: the tooltip's own
        bool bold = false;
    };
    // What the crosshair says at x, which is the nearest value's in the chart under the mouse.
    virtual QList<TooltipLine> tooltipAt(double x) const;
    // A click (no drag) that hit no label, at data coordinates and pixels.
    virtual void clicked(const QPointF& pixel);
    // The point of `curve` nearest to x; false: it has none.
    bool nearest(const ChartCurve* curve, double x, double* key, double* value) const;
    // The same, and false where the curve has ended: more than one of its own intervals beyond its last point.
    virtual bool valueAt(const ChartCurve* curve, double x, double* key, double* value) const;
    // Where the crosshair stands when the mouse is at `pixel`: the nearest x of any curve. NaN: nowhere.
    virtual double crosshairAt(const QPointF& pixel);
    // Gives `target` the points of `source` with new values.
    void setTransformed(ChartCurve* target, const ChartCurve* source, const std::function<double(double)>& value);
    QPointF toPixel(double x, double y) const;
    QString xText(double x) const { return m_format_x(x); }
    QString yText(double y) const { return m_format_y(y); }
    void markChanged() { m_changed = true; }

    bool eventFilter(QObject* watched, QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    friend class ChartOverlay;
    friend class ChartCrosshair;

    struct Marker {
        double x;
        QString name;
    };

    void buildTitleLine();
    void showSmoothing();
    void fillMenu(QMenu* menu);
    void keep(const char* key, const QVariant& value) const;
    void setFollow(bool follow);
    void applyTheme();
    void applyLook(ChartCurve* curve);
    void applyMargins(int width);
    void applyTickers();
    void applyFit();
    void replotSoon();
    void moveCrosshair(const QPointF& pixel);
    void endHover();
    ChartData values() const;
    void inBackground(std::function<void()> task);
    void withTitle(QSize size, const std::function<void()>& draw);
    void spaceTicks(QSize size);
    bool isEmpty() const;
    QString endText(const ChartCurve& curve) const;
    void zoom(double factor);
    void pan(double horizontal, double vertical);

    QCustomPlot* m_plot = nullptr;
    ChartOverlay* m_overlay = nullptr;      // owned by m_plot
    ChartCrosshair* m_crosshair = nullptr;  // owned by m_plot
    ChartTable* m_table = nullptr;
    QHBoxLayout* m_title_line = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_detail = nullptr;
    QWidget* m_smoothing_box = nullptr;
    QLabel* m_smoothing_label = nullptr;
    QSlider* m_smoothing = nullptr;
    QToolButton* m_log_button = nullptr;
    QToolButton* m_fit_button = nullptr;
    QToolButton* m_table_button = nullptr;
    QToolButton* m_menu_button = nullptr;
    QTimer* m_summary_timer = nullptr;

    std::vector<std::unique_ptr<ChartCurve>> m_curves;
    std::vector<Marker> m_markers;
    std::function<QString(double)> m_format_x, m_format_y;
    QString m_x_title, m_y_title, m_empty_text;
    double m_lowest_y, m_highest_y, m_lower_x, m_upper_x;
    bool m_integer_x = false, m_fractional_x = false;
    bool m_log_x = false, m_log_y = false;
    bool m_sorted_values = false;
    bool m_table_shown = false;
    bool m_remembered = false;
    bool m_hovering = false;
    bool m_follow = true;
    bool m_fitting = false;  // ranges change by our own doing
    bool m_changed = false;  // data changed since the last refresh
    bool m_dirty = true;     // a replot is due once shown
    std::int64_t m_replots = 0;
    QPointF m_press;
    std::unique_ptr<BackgroundWorker> m_worker;  // the last member: its tasks end before anything else goes
};

}  // namespace layerlab
