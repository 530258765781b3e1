// The table view of a chart: the same values as rows of x and a column for each curve, to be read, selected and copied
// where a picture cannot be.
#pragma once

#include <QAbstractTableModel>
#include <QSharedPointer>
#include <QTableView>
#include <cstdint>
#include <vector>

#include "ui/charts/qcustomplot.h"

namespace layerlab {

class ChartView;

// Reads the points of the curves where they are. Rows are those of the longest curve, and in between, rarely, the x that
// only other curves have: these alone are stored.
class ChartTableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit ChartTableModel(const ChartView* chart, QObject* parent = nullptr);

    void refresh();  // takes in what the chart has now
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    using Points = QCPGraphDataContainer;
    struct Column {
        QString name;
        std::int64_t revision;
        QSharedPointer<Points> points;  // kept alive also when the chart drops the curve before telling us
        int seen;                       // points that the rows account for
    };
    struct Extra {
        double x;
        int row;
    };

    int firstRow(double x) const;  // the number of rows before x
    // Rows from x on, told anew; the extras among them are added to `extras`. Returns the number of all rows.
    int merge(double x, int row, std::vector<Extra>& extras) const;

    const ChartView* m_chart;
    std::vector<Column> m_columns;
    std::size_t m_longest = 0;
    std::vector<Extra> m_extras;  // ascending
    int m_rows = 0;
};

class ChartTable : public QTableView {
    Q_OBJECT

public:
    explicit ChartTable(const ChartView* chart, QWidget* parent = nullptr);

    void refresh();  // the newest row stays in view if it was
    void copySelection() const;

Q_SIGNALS:
    void copyAllRequested();  // everything is selected: that may be a million rows

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void applySizes();

    ChartTableModel* m_model;
};

}  // namespace layerlab
