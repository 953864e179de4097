(() => {
  'use strict';

  // Colours are names of the style sheet's variables, so that dark mode and paper need no redraw.
  const ink = (name) => `var(--${name})`;
  // Named, not inherited: the width of a label is measured before it is part of the page.
  const fontFamily = getComputedStyle(document.body).fontFamily;
  const label = { color: ink('quiet'), fontFamily, fontSize: 12 };
  const silent = { emphasis: { disabled: true } };
  const PAPER_WIDTH = 680;

  // A node with plain text: a tooltip made from a string would be read as HTML.
  function tooltip() {
    return {
      trigger: 'item',
      confine: true,
      backgroundColor: ink('page'),
      borderColor: ink('rule'),
      textStyle: { color: ink('text'), fontFamily, fontSize: 13 },
      extraCssText: 'box-shadow: none',
      formatter: (point) => {
        const note = document.createElement('div');
        note.className = 'note';
        note.textContent = point.data.note;
        return note;
      },
    };
  }

  const valueAxis = (name) => ({
    type: 'value',
    min: 0,
    name,
    nameLocation: 'middle',
    nameTextStyle: label,
    axisLabel: label,
    splitLine: { lineStyle: { color: ink('rule') } },
  });

  function whisker(params, api) {
    const category = api.value(2);
    const low = api.coord([api.value(0), category]);
    const high = api.coord([api.value(1), category]);
    const y = low[1] + api.value(3);
    const cap = 4;
    const line = (x1, y1, x2, y2) => ({
      type: 'line',
      shape: { x1, y1, x2, y2 },
      style: { stroke: ink('text'), lineWidth: 1.25 },
    });
    return {
      type: 'group',
      children: [
        line(low[0], y, high[0], y),
        line(low[0], y - cap, low[0], y + cap),
        line(high[0], y - cap, high[0], y + cap),
      ],
    };
  }

  function layers(data, width) {
    const thickness = 14;
    const bars = (name, items) => ({
      ...silent,
      type: 'bar',
      barWidth: thickness,
      barGap: '15%',
      itemStyle: { color: ink(name) },
      data: items.map((item) => ({ value: item.value[1], note: item.note })),
    });
    const whiskers = (items, shift) => ({
      type: 'custom',
      silent: true,
      z: 3,
      renderItem: whisker,
      encode: { x: [0, 1], y: 2 },
      data: items.map((item, row) => [item.value[0], item.value[2], row, shift]),
      clip: true,
    });
    // An interval of few, disturbed JVMs may be ten times as wide as the bars are long: it is cut.
    const longest = Math.max(...[...data.byDefault, ...data.best].map((item) => item.value[1]));
    const most = Number((1.5 * longest).toPrecision(2));
    const shift = (thickness * 1.15) / 2;
    return {
      grid: { left: 8, right: 24, top: 8, bottom: 28, containLabel: true },
      xAxis: {
        ...valueAxis('GFLOP/s'),
        nameGap: 24,
        max: (range) => (range.max > most ? most : null),
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: data.names,
        axisTick: { show: false },
        axisLine: { lineStyle: { color: ink('quiet') } },
        axisLabel: { ...label, color: ink('text'), width: Math.min(220, width / 3), overflow: 'truncate' },
      },
      series: [
        bars('by-default', data.byDefault),
        bars('best', data.best),
        whiskers(data.byDefault, -shift),
        whiskers(data.best, shift),
      ],
    };
  }

  function progress(data) {
    const dots = (name, symbol, symbolSize, points) => ({
      ...silent,
      type: 'scatter',
      symbol,
      symbolSize,
      itemStyle: { color: ink(name) },
      data: points,
    });
    const line = (lineStyle, points) => ({
      ...silent,
      type: 'line',
      step: 'end',
      silent: true,
      showSymbol: false,
      lineStyle,
      data: points,
    });
    const last = Math.max(data.trials, 2);
    const cross = 'path://M0,1L1,0L5,4L9,0L10,1L6,5L10,9L9,10L5,6L1,10L0,9L4,5Z';
    return {
      grid: { left: 40, right: 16, top: 16, bottom: 28, containLabel: true },
      xAxis: {
        ...valueAxis('trial'),
        nameGap: 26,
        max: last,
        minInterval: 1,
        splitLine: { show: false },
        axisLine: { lineStyle: { color: ink('quiet') } },
      },
      yAxis: { ...valueAxis('GFLOP/s'), nameGap: 40 },
      series: [
        line({ color: ink('by-default'), type: 'dashed', width: 1.5 }, [[0, data.byDefault], [last, data.byDefault]]),
        line({ color: ink('best'), width: 2 }, data.line),
        dots('dot', 'circle', 7, data.screened),
        dots('best', 'triangle', 9, data.playedOff),
        dots('diamond', 'diamond', 11, data.confirmed),
        dots('cross', cross, 9, data.failed),
      ],
    };
  }

  function draw(box) {
    const data = JSON.parse(box.parentElement.querySelector('script').textContent);
    const chart = echarts.init(box, null, { renderer: 'svg' });
    const fit = (width) => {
      const option = data.kind === 'layers' ? layers(data, width) : progress(data);
      chart.setOption({ animation: false, tooltip: tooltip(), ...option });
      chart.resize({ width });
      // With a view box, paper narrower than expected shrinks the chart instead of cutting it.
      box.querySelector('svg').setAttribute('viewBox', `0 0 ${width} ${box.clientHeight}`);
    };
    fit(box.clientWidth);
    let printing = false;
    new ResizeObserver(() => printing || fit(box.clientWidth)).observe(box);
    addEventListener('beforeprint', () => {
      printing = true;
      fit(PAPER_WIDTH);
    });
    addEventListener('afterprint', () => {
      printing = false;
      fit(box.clientWidth);
    });
  }

  function copyButton(code) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = 'Copy';
    button.addEventListener('click', async () => {
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = 'Copied';
      } catch {
        // Where the browser gives a page no clipboard, the text is selected for the reader to copy.
        getSelection().selectAllChildren(code);
        button.textContent = 'Selected';
      }
      setTimeout(() => (button.textContent = 'Copy'), 2000);
    });
    return button;
  }

  for (const code of document.querySelectorAll('details pre code')) {
    const details = code.closest('details');
    code.parentElement.before(copyButton(code));
    // Long sources are coloured when first seen, so that the page opens at once.
    details.addEventListener('toggle', () => Prism.highlightElement(code), { once: true });
  }

  let opened = [];
  addEventListener('beforeprint', () => {
    opened = [...document.querySelectorAll('details:not([open])')];
    opened.forEach((details) => (details.open = true));
  });
  addEventListener('afterprint', () => opened.forEach((details) => (details.open = false)));

  document.querySelectorAll('.chart').forEach(draw);
})();
