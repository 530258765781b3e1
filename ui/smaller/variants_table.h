// What became of a model that was made smaller in several ways: each way a row beside the model as it is.
#pragma once

#include <QTableWidget>
#include <vector>

#include "engine/runs/event.h"

namespace layerlab {

class VariantsTable : public QTableWidget {
    Q_OBJECT

public:
    enum Column { Name, Accuracy, Loss, Parameters, Size, Latency, ColumnTotal };

    explicit VariantsTable(QWidget* parent = nullptr);

    void clearResults();
    // Adds these; a variant that was there has its figures anew. The model as it is stays the first row.
    void add(const Evaluated& evaluated);
    const std::vector<RouteResult>& results() const { return m_results; }

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void fill(int row);

    std::vector<RouteResult> m_results;
};

}  // namespace layerlab
